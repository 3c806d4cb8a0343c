package dev.vigia.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final Throttle throttle = new Throttle(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void letsSomeTriesPassAtOnceThenMakesThemWaitThenTurnsAway() {
        var waits = IntStream.range(0, 100)
                .mapToObj(i -> throttle.turn("192.0.2.1"))
                .toList();

        assertThat(waits.subList(0, Throttle.TRIES_AT_ONCE)).containsOnly(Duration.ZERO);
        assertThat(waits.get(Throttle.TRIES_AT_ONCE)).isEqualTo(Duration.ofMillis(500));
        assertThat(waits.getLast()).isNegative();
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void slowsDownNoOtherAddress() {
        IntStream.range(0, 100).forEach(i -> throttle.turn("192.0.2.1"));

        assertThat(throttle.turn("192.0.2.2")).isZero();
    }

    @Test
    void forgivesWhoKnewThePassword() {
        IntStream.range(0, 100).forEach(i -> throttle.turn("192.0.2.1"));
        throttle.forgive("192.0.2.1");

        assertThat(throttle.turn("192.0.2.1")).isZero();
    }
}
