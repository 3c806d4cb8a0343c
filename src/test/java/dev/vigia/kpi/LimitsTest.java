package dev.vigia.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.Kpi;
import dev.vigia.projects.Threshold;
import dev.vigia.projects.Threshold.Kind;
import dev.vigia.projects.Threshold.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void whatIsExactlyTheLimitIsWithin() {
        var kpi = kpi(new Threshold(Kind.ABOVE, 5, Severity.WARNING), new Threshold(Kind.BELOW, 1, Severity.WARNING));

        assertThat(Limits.of(kpi, 5, null).crossed()).isEmpty();
        assertThat(Limits.of(kpi, 1, null).crossed()).isEmpty();
        assertThat(Limits.of(kpi, Math.nextUp(5.0), null).crossed()).hasSize(1);
        assertThat(Limits.of(kpi, Math.nextDown(1.0), null).crossed()).hasSize(1);
    }

    @Test
    void namesTheWorstFirst() {
        var kpi = kpi(new Threshold(Kind.ABOVE, 1, Severity.WARNING), new Threshold(Kind.ABOVE, 2, Severity.CRITICAL));

        assertThat(Limits.of(kpi, 3, null).crossed())
                .extracting(Limits.Crossed::rule)
                .containsExactly("above-critical", "above-warning");
    }

    @Test
    void cannotTellARelativeLimitWithoutABaseline() {
        var kpi = kpi(new Threshold(Kind.ABOVE_BASELINE_RATIO, 1.1, Severity.WARNING));

        for (var none : new Double[] {null, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(Limits.of(kpi, 100, none))
                    .isEqualTo(new Limits.Answer(List.of(), List.of(), List.of("above-baseline-ratio-warning")));
        }
        assertThat(Limits.of(kpi, 0.12, 0.1).crossed()).hasSize(1);
        assertThat(Limits.of(kpi, 0.10, 0.1).crossed()).isEmpty();
    }

    @Test
    void infinityIsBeyondALimitAndNanIsABreachOfItsOwn() {
        var kpi = kpi(new Threshold(Kind.ABOVE, 1, Severity.INFO));

        assertThat(Limits.of(kpi, Double.POSITIVE_INFINITY, null).crossed())
                .extracting(Limits.Crossed::rule)
                .containsExactly("above-info");
        assertThat(Limits.of(kpi(), Double.NaN, null).crossed())
                .containsExactly(new Limits.Crossed("nan", Severity.WARNING, null));
    }

    private static Kpi kpi(Threshold... thresholds) {
        return new Kpi("x", "x", "", Kpi.Better.LOWER, List.of(), List.of(thresholds));
    }
}
