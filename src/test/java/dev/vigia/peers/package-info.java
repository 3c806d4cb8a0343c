/// Tests against the real MLflow, DVC and Git, and where to find them.
@NullMarked
package dev.vigia.peers;

import org.jspecify.annotations.NullMarked;
