@NullMarked
package dev.vigia.overview.ui;

import org.jspecify.annotations.NullMarked;
