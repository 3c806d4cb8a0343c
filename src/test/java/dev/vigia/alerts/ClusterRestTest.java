package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterRestTest {

    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

    private final Clock clock = mock(Clock.class);
    private final ClusterRest rest = new ClusterRest(settings(true), clock);

    static AlertSettings settings(boolean raiseKpiBreaches) {
        return new AlertSettings(
                Duration.ofDays(7),
                Duration.ofDays(90),
                Duration.ofDays(730),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                List.of(),
                Duration.ofMinutes(15),
                raiseKpiBreaches,
                List.of("project"),
                List.of("model"));
    }

    private void at(Duration time) {
        when(clock.instant()).thenReturn(START.plus(time));
    }

    @Test
    void leavesOneAloneThatFailedAgainAndAgain() {
        at(Duration.ZERO);
        rest.bad("main");
        rest.bad("main");
        assertThat(rest.isResting("main")).as("twice may be chance").isFalse();

        rest.bad("main");

        assertThat(rest.isResting("main")).isTrue();
        assertThat(rest.isResting("other")).isFalse();
        at(Duration.ofSeconds(60));
        assertThat(rest.isResting("main")).isFalse();
    }

    @Test
    void waitsLongerEachTimeButNotForEver() {
        at(Duration.ZERO);
        for (int i = 0; i < 50; i++) {
            rest.bad("main");
        }
        at(Duration.ofSeconds(239));
        assertThat(rest.isResting("main")).isTrue();
        at(Duration.ofSeconds(240));
        assertThat(rest.isResting("main")).isFalse();
    }

    @Test
    void forgetsFailuresWithTheFirstGoodAnswer() {
        at(Duration.ZERO);
        rest.bad("main");
        rest.bad("main");
        rest.good("main");
        rest.bad("main");

        assertThat(rest.isResting("main")).isFalse();
    }
}
