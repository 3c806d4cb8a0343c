/// The inbox: what fires on the left, one alert with its runbook on the right.
@NullMarked
package dev.vigia.alerts.ui;

import org.jspecify.annotations.NullMarked;
