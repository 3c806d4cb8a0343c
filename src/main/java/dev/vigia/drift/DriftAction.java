package dev.vigia.drift;

import org.jspecify.annotations.Nullable;

/// What a share of drifted columns asks for.
public enum DriftAction {
    /// Less than a tenth of the columns.
    WATCH,
    /// From a tenth to three tenths.
    LOOK,
    /// More than three tenths.
    RETRAIN,
    /// The report does not tell the share. That is no reason to be calm.
    UNKNOWN;

    private static final double TENTH = 0.1;
    private static final double THREE_TENTHS = 0.3;

    public static DriftAction of(@Nullable Double share) {
        if (share == null || share.isNaN()) {
            return UNKNOWN;
        }
        if (share < TENTH) {
            return WATCH;
        }
        return share <= THREE_TENTHS ? LOOK : RETRAIN;
    }
}
