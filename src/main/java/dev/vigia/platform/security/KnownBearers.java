package dev.vigia.platform.security;

import dev.vigia.platform.security.Tokens.Bearer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whom the tokens of the last seconds spoke for, so that a storm of requests is not a storm of questions to the
/// database. A token that is revoked here is forgotten at once; one revoked on another replica within the time.
final class KnownBearers {

    static final Duration TIME = Duration.ofSeconds(5);
    private static final int MOST = 1_000;

    private record Known(Bearer bearer, Instant until) {}

    /// By a hash of the token; the least recently used is forgotten first.
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Bearer> find(String hash, Instant now) {
        var found = known.get(hash);
        if (found == null || !now.isBefore(found.until())) {
            known.remove(hash);
            return Optional.empty();
        }
        return Optional.of(found.bearer());
    }

    synchronized void remember(String hash, Bearer bearer, Instant now, Instant expiresAt) {
        var until = now.plus(TIME);
        known.put(hash, new Known(bearer, expiresAt.isBefore(until) ? expiresAt : until));
    }

    synchronized void forget() {
        known.clear();
    }
}
