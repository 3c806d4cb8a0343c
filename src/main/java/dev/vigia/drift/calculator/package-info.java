/// Whether two tables of data differ, column by column, with the rules and the numbers of Evidently. Plain Java: the
/// command line uses it without the application.
@NullMarked
package dev.vigia.drift.calculator;

import org.jspecify.annotations.NullMarked;
