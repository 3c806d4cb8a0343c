/// The screen of the sources: how each does, and synchronisation at a click.
@NamedInterface("ui")
@NullMarked
package dev.vigia.projects.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
