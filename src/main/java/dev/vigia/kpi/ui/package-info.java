/// The screen of KPIs, and what other screens show of them.
@NullMarked
package dev.vigia.kpi.ui;

import org.jspecify.annotations.NullMarked;
