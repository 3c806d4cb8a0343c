@NullMarked
package dev.vigia.versions.git;

import org.jspecify.annotations.NullMarked;
