package dev.vigia.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/// The demo's clock. While it starts it goes through the recorded day, so that everything that happened then has the
/// time at which it happened; from then on it is like any other.
@Component
@Primary
@ConditionalOnBooleanProperty("vigia.demo")
class DemoClock extends Clock {

    private final Clock real = Clock.systemUTC();
    private volatile @Nullable Instant past;

    void goTo(Instant when) {
        past = when;
    }

    void comeBack() {
        past = null;
    }

    @Override
    public Instant instant() {
        var then = past;
        return then == null ? real.instant() : then;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return real.withZone(zone);
    }
}
