/// The library's screens. Other screens lead to them by [RunbookNavigation], and show a runbook by [RunbookView].
@NamedInterface("ui")
@NullMarked
package dev.vigia.runbooks.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
