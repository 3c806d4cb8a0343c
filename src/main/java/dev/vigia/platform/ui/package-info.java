@NullMarked
package dev.vigia.platform.ui;

import org.jspecify.annotations.NullMarked;
