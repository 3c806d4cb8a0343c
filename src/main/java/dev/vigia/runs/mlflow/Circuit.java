package dev.vigia.runs.mlflow;

import dev.vigia.projects.SourceFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Stops asking one sick server: after three failures in a row, or when the server names a time, it is left alone
/// for a while, then asked once more. Shared by all that read from it.
final class Circuit {

    private static final int FAILURES = 3;
    private static final int DOUBLINGS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Clock clock;
    private final Duration rest;
    private int failures;
    private @Nullable Instant until;
    private @Nullable SourceFailure last;

    Circuit(Clock clock, Duration rest) {
        this.clock = clock;
        this.rest = rest;
    }

    synchronized void check() throws SourceFailure {
        if (until == null || last == null || !clock.instant().isBefore(until)) {
            return;
        }
        throw new SourceFailure(
                last.code(),
                last.getMessage() + " It is not asked again before "
                        + DateTimeFormatter.ISO_LOCAL_TIME.format(
                                until.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))
                        + " UTC.",
                last);
    }

    synchronized void good() {
        failures = 0;
        until = null;
        last = null;
    }

    /// @param wait how long the server itself asked to be left alone
    synchronized void bad(SourceFailure failure, @Nullable Duration wait) {
        failures++;
        last = failure;
        if (wait != null || failures >= FAILURES) {
            var own = rest.multipliedBy(1L << Math.clamp(failures - FAILURES, 0, DOUBLINGS));
            var longer = wait == null || wait.compareTo(own) < 0 ? own : wait;
            until = clock.instant().plus(longer.compareTo(LONGEST) > 0 ? LONGEST : longer);
        }
    }
}
