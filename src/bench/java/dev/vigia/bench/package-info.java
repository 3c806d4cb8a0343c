/// Benchmarks: Vigía against the plain tools that do the same work, as ratios taken in one run.
@NullMarked
package dev.vigia.bench;

import org.jspecify.annotations.NullMarked;
