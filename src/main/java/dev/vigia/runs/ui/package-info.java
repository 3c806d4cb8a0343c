/// The screen of all runs. Other screens lead to it by [RunNavigation], and give it links of their own by
/// [VersionLinks].
@NamedInterface("ui")
@NullMarked
package dev.vigia.runs.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
