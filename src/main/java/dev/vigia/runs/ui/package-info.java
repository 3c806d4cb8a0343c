@NullMarked
package dev.vigia.runs.ui;

import org.jspecify.annotations.NullMarked;
