@NullMarked
package dev.vigia.projects.ui;

import org.jspecify.annotations.NullMarked;
