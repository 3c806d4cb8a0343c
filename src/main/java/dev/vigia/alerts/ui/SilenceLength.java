package dev.vigia.alerts.ui;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// For how long a silence lasts, as Prometheus writes durations: `45m`, `2h30m`, `3d`.
final class SilenceLength {

    static final List<String> PROPOSED = List.of("30m", "1h", "2h", "4h", "8h", "1d", "3d", "1w");
    static final String FIRST = "2h";

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern TEXT =
            Pattern.compile("(?:(\\d{1,4})w)?(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?");

    private SilenceLength() {}

    /// Empty unless it is a duration between a minute and a year.
    static Optional<Duration> parse(String text) {
        var found = TEXT.matcher(text.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        var length = Duration.ofDays(7 * number(found.group(1)) + number(found.group(2)))
                .plusHours(number(found.group(3)))
                .plusMinutes(number(found.group(4)));
        return length.isZero() || length.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(length);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
