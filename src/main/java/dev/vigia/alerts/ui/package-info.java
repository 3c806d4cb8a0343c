/// The inbox: what fires on the left, one alert with its runbook on the right. Others lead to it by [AlertNavigation].
@NamedInterface("ui")
@NullMarked
package dev.vigia.alerts.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
