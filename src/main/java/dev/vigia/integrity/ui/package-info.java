@NullMarked
package dev.vigia.integrity.ui;

import org.jspecify.annotations.NullMarked;
