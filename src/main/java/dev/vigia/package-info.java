@NullMarked
package dev.vigia;

import org.jspecify.annotations.NullMarked;
