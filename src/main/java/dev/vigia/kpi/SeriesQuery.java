package dev.vigia.kpi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which part of a series to show.
///
/// @param from null for its beginning
/// @param to null for its end; exclusive
/// @param points at most, 3 to 5000
public record SeriesQuery(@Nullable Instant from, @Nullable Instant to, int points) {

    public SeriesQuery {
        if (points < 3 || points > 5000) {
            throw new IllegalArgumentException("points is " + points + "; it must be between 3 and 5000");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from is " + from + "; it must be before to, which is " + to);
        }
    }
}
