package dev.vigia.drift;

import java.time.DateTimeException;
import java.time.Instant;

/// The place in the list of reports, newest first, after which a page begins.
record DriftCursor(Instant at, long id) {

    static DriftCursor after(DriftReport report) {
        return new DriftCursor(report.at(), report.id().value());
    }

    String text() {
        return at.getEpochSecond() + "." + at.getNano() + "." + id;
    }

    /// @throws IllegalArgumentException if the text did not come from [#text()]
    static DriftCursor parse(String text) {
        try {
            var parts = text.split("\\.", 3);
            if (parts.length == 3) {
                var at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                if (DriftHistory.isStorable(at)) {
                    return new DriftCursor(at, Long.parseLong(parts[2]));
                }
            }
        } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
            // Answered below like any other text that is not ours.
        }
        throw new IllegalArgumentException("The cursor is not one that this API gave");
    }
}
