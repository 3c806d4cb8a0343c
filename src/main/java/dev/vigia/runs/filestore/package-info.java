@NullMarked
package dev.vigia.runs.filestore;

import org.jspecify.annotations.NullMarked;
