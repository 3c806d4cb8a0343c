/// `./vigia drift`: the calculator on the command line, without the application.
@NullMarked
package dev.vigia.drift.cli;

import org.jspecify.annotations.NullMarked;
