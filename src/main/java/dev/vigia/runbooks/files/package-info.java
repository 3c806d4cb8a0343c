/// Where runbooks lie: in the jar, in folders, in Git repositories.
@NullMarked
package dev.vigia.runbooks.files;

import org.jspecify.annotations.NullMarked;
