package dev.vigia.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.Kpi;
import dev.vigia.projects.Threshold;
import dev.vigia.projects.Threshold.Kind;
import dev.vigia.projects.Threshold.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KpiStatusTest {

    @Test
    void isNearAFixedLimitWithinFivePercentOfIt() {
        var above = new Threshold(Kind.ABOVE, 100, Severity.WARNING);
        assertThat(status(above, 94.9, null).isNear()).isFalse();
        assertThat(status(above, 95.1, null).isNear()).isTrue();

        var below = new Threshold(Kind.BELOW, 0.8, Severity.WARNING);
        assertThat(status(below, 0.83, null).isNear()).isTrue();
        assertThat(status(below, 0.85, null).isNear()).isFalse();
    }

    @Test
    void isNearARelativeLimitFourFifthsOfTheWayFromTheBaseline() {
        var above = new Threshold(Kind.ABOVE_BASELINE_RATIO, 1.1, Severity.WARNING);
        assertThat(status(above, 1.07, 1.0).isNear()).isFalse();
        assertThat(status(above, 1.09, 1.0).isNear()).isTrue();
        assertThat(status(above, 0.5, 1.0).isNear())
                .as("better than the baseline")
                .isFalse();

        var below = new Threshold(Kind.BELOW_BASELINE_RATIO, 0.9, Severity.WARNING);
        assertThat(status(below, 0.91, 1.0).isNear()).isTrue();
        assertThat(status(below, 1.2, 1.0).isNear()).isFalse();
    }

    @Test
    void isNearNothingThatItCannotBeHeldAgainst() {
        var above = new Threshold(Kind.ABOVE_BASELINE_RATIO, 1.1, Severity.WARNING);
        assertThat(status(above, 1.09, null).isNear()).isFalse();
        assertThat(status(new Threshold(Kind.ABOVE, 1, Severity.WARNING), Double.NaN, null)
                        .isNear())
                .isFalse();
    }

    private static KpiStatus status(Threshold threshold, double value, @Nullable Double baseline) {
        var kpi = new Kpi("rmse", "rmse", "", Kpi.Better.LOWER, List.of(), List.of(threshold));
        return new KpiStatus(
                kpi,
                null,
                new Sample("rmse", Instant.EPOCH, SampleSource.RUN, "1", value),
                null,
                baseline == null ? null : new Baseline("v1.0.0", null, Instant.EPOCH),
                baseline,
                List.of(new KpiStatus.Limit(threshold, KpiStatus.limit(threshold, baseline))),
                List.of(),
                false);
    }
}
