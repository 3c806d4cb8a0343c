package dev.vigia.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Slows down guessing, by address: some tries at once, then two a second. Whoever tries too often waits for a turn,
/// and only a crowd is turned away, so that the owner gets in even from the address that an attack comes from.
@Component
class Throttle {

    static final int TRIES_AT_ONCE = 10;
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int ADDRESSES = 10_000;

    private final Clock clock;

    /// When the last given turn of an address is over; the least recently seen address is forgotten first.
    private final Map<String, Instant> busyUntil = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > ADDRESSES;
        }
    };

    Throttle(Clock clock) {
        this.clock = clock;
    }

    /// Takes a turn for one try.
    ///
    /// @return how long to wait before the try; negative when there are too many and it should not be made
    synchronized Duration turn(String address) {
        var now = clock.instant();
        var busy = busyUntil.getOrDefault(address, now);
        var from = busy.isBefore(now) ? now : busy;
        var wait = Duration.between(now, from).minus(TURN.multipliedBy(TRIES_AT_ONCE - 1L));
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            return Duration.ofMillis(-1);
        }
        busyUntil.put(address, from.plus(TURN));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /// The address knew the password: its tries are forgiven.
    synchronized void forgive(String address) {
        busyUntil.remove(address);
    }
}
