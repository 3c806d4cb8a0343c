package dev.vigia.drift.evidently;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the times of reports. Evidently writes the clock of its machine without a zone, so one has to be assumed.
final class ReportTime {

    private static final DateTimeFormatter SUMMARY = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

    private final ZoneId zone;

    ReportTime(ZoneId zone) {
        this.zone = zone;
    }

    /// Sets when the report was made, and says so where the zone was assumed.
    void read(@Nullable String text, Findings into) {
        if (text == null || text.isBlank()) {
            return;
        }
        var stated = stated(text);
        if (stated != null) {
            into.at = stated;
            return;
        }
        var local = local(text);
        if (local == null) {
            into.notes.add("The report's time is not understood.");
        } else {
            into.at = local.atZone(zone).toInstant();
            into.notes.add("The report names no time zone; " + zone.getId() + " is assumed.");
        }
    }

    private static @Nullable Instant stated(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDateTime local(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(text, SUMMARY);
            } catch (DateTimeException none) {
                return null;
            }
        }
    }
}
