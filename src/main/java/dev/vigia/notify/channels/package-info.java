/// How each kind of receiver is told.
@NullMarked
package dev.vigia.notify.channels;

import org.jspecify.annotations.NullMarked;
