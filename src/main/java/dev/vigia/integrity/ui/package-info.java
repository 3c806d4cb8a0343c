/// The table and the page of one version. Other screens lead to them by [IntegrityNavigation].
@NamedInterface("ui")
@NullMarked
package dev.vigia.integrity.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
