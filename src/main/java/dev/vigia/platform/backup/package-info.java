/// Backups of the embedded database, and their way back.
@NullMarked
package dev.vigia.platform.backup;

import org.jspecify.annotations.NullMarked;
