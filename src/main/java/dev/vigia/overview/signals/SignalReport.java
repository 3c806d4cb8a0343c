package dev.vigia.overview.signals;

import dev.vigia.projects.Signals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one signal of a service stands.
///
/// @param number the last that was known; old news where the state is unknown, null if there never was one
/// @param at when that was
/// @param reason why it is not known how it stands; null if it is
public record SignalReport(
        Signals.Rule rule,
        State state,
        @Nullable Double number,
        @Nullable Instant at,
        @Nullable String reason,
        Trend trend) {

    /// The first is the worst.
    public enum State {
        /// Beyond the limit from which somebody has to act.
        ALERT,
        /// Neither good nor bad: nobody knows.
        UNKNOWN,
        /// Worse than it should be, and not yet bad.
        OFF_TARGET,
        GOOD,
        /// There is no limit to hold it against.
        WATCHED;

        static State of(Signals.Rule rule, double number) {
            if (rule.alert() != null && number > rule.alert()) {
                return ALERT;
            }
            if (rule.target() != null && number > rule.target()) {
                return OFF_TARGET;
            }
            return rule.alert() == null && rule.target() == null ? WATCHED : GOOD;
        }
    }
}
