@NullMarked
package dev.vigia.versions.dvc;

import org.jspecify.annotations.NullMarked;
