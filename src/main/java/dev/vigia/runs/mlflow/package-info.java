@NullMarked
package dev.vigia.runs.mlflow;

import org.jspecify.annotations.NullMarked;
