/// Prometheus' Alertmanager: its webhook, its alerts and its silences.
@NullMarked
package dev.vigia.alerts.alertmanager;

import org.jspecify.annotations.NullMarked;
