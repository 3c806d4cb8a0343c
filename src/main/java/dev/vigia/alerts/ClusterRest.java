package dev.vigia.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Leaves an Alertmanager alone that failed three times in a row: for twice as long after each further failure, within
/// bounds. It is down or overloaded already.
@Component
class ClusterRest {

    private static final int FAILURES = 3;
    private static final int DOUBLINGS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private record Failed(int times, Instant until) {}

    private final AlertSettings settings;
    private final Clock clock;
    private final Map<String, Failed> failed = new ConcurrentHashMap<>();

    ClusterRest(AlertSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean isResting(String cluster) {
        var last = failed.get(cluster);
        return last != null && clock.instant().isBefore(last.until());
    }

    void good(String cluster) {
        failed.remove(cluster);
    }

    void bad(String cluster) {
        failed.compute(cluster, (_, before) -> {
            var times = before == null ? 1 : before.times() + 1;
            return new Failed(times, clock.instant().plus(rest(times)));
        });
    }

    private Duration rest(int times) {
        if (times < FAILURES) {
            return Duration.ZERO;
        }
        var rest = settings.compareEvery().multipliedBy(1L << Math.clamp(times - FAILURES + 1, 1, DOUBLINGS));
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
