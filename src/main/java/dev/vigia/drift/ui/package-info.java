/// The history of drift, what each report says of the columns, and what to do about it.
@NamedInterface("ui")
@NullMarked
package dev.vigia.drift.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
