/// The screen of the notifications: how each receiver does, and what it was not told.
@NullMarked
package dev.vigia.notify.ui;

import org.jspecify.annotations.NullMarked;
