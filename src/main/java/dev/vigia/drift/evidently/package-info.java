/// Reads the reports of Evidently in all of their forms, and those made after its example.
@NullMarked
package dev.vigia.drift.evidently;

import org.jspecify.annotations.NullMarked;
