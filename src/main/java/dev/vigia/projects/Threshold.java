package dev.vigia.projects;

import java.util.Locale;
import java.util.Objects;

/// From where on a KPI's value is a breach: a fixed number, or one that moves with the baseline.
///
/// @param number the limit itself, or what the baseline's value is multiplied by
public record Threshold(Kind kind, double number, Severity severity) {

    /// On which side of the limit a value is a breach, and of what the limit is made.
    public enum Kind {
        ABOVE(true, false),
        BELOW(false, false),
        ABOVE_BASELINE_RATIO(true, true),
        BELOW_BASELINE_RATIO(false, true);

        private final boolean above;
        private final boolean relative;

        Kind(boolean above, boolean relative) {
            this.above = above;
            this.relative = relative;
        }

        /// Whether a value above the limit is the breach.
        public boolean isAbove() {
            return above;
        }

        /// Whether the limit is a multiple of the baseline's value.
        public boolean isRelative() {
            return relative;
        }

        /// As in the settings, such as `above-baseline-ratio`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How much a breach matters, worst first.
    public enum Severity {
        CRITICAL,
        WARNING,
        INFO;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Names the rule among those of one KPI, and stays when only its number changes: `above-baseline-ratio-warning`.
    public String rule() {
        return kind.text() + "-" + severity.text();
    }

    /// The limit in the KPI's own unit.
    ///
    /// @param baseline the baseline's value; only asked for by relative rules
    public double limit(double baseline) {
        return kind.isRelative() ? number * baseline : number;
    }

    /// A value that is exactly the limit is within it. NaN is neither: it is a breach of its own.
    public boolean isBreachedBy(double value, double limit) {
        return kind.isAbove() ? value > limit : value < limit;
    }

    public Threshold {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(severity);
    }
}
