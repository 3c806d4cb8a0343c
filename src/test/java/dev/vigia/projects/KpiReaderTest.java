package dev.vigia.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigia.projects.Threshold.Kind;
import dev.vigia.projects.Threshold.Severity;
import dev.vigia.projects.VigiaSettings.KpiSettings;
import dev.vigia.projects.VigiaSettings.ThresholdSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KpiReaderTest {

    private final SettingValues values = new SettingValues(List.of());
    private final KpiReader reader = new KpiReader(values);

    @Test
    void everyProjectHasTheUsualFour() {
        assertThat(reader.read("kpis", List.of()))
                .extracting(
                        Kpi::name,
                        kpi -> kpi.thresholds().getFirst().rule(),
                        kpi -> kpi.thresholds().getFirst().number())
                .containsExactly(
                        tuple("rmse", "above-baseline-ratio-warning", 1.10),
                        tuple("qwk", "below-warning", 0.70),
                        tuple("train_time_s", "above-baseline-ratio-warning", 1.25),
                        tuple("data_drift_pct", "above-warning", 5.0));
    }

    @Test
    void changesAUsualOneAndAddsAnother() {
        var kpis = reader.read(
                "kpis",
                List.of(
                        new KpiSettings("rmse", "eval/rmse", null, null, List.of(), List.of(above("0.2", "critical"))),
                        new KpiSettings("auc", null, null, "higher", List.of("churn"), List.of())));

        assertThat(values.mistakes()).isEmpty();
        assertThat(kpis).hasSize(5);
        assertThat(kpis.getFirst())
                .isEqualTo(new Kpi(
                        "rmse",
                        "eval/rmse",
                        "",
                        Kpi.Better.LOWER,
                        List.of(),
                        List.of(new Threshold(Kind.ABOVE, 0.2, Severity.CRITICAL))));
        assertThat(kpis.getLast()).isEqualTo(new Kpi("auc", "auc", "", Kpi.Better.HIGHER, List.of("churn"), List.of()));
    }

    @Test
    void saysOfEveryMistakeWhereItIsAndWhatIsExpected() {
        reader.read(
                "vigia.projects[0].kpis",
                List.of(
                        new KpiSettings("a b", null, null, "lower", List.of(), List.of()),
                        new KpiSettings("auc", null, null, null, List.of(), List.of()),
                        new KpiSettings(
                                "f1",
                                null,
                                null,
                                "best",
                                List.of(),
                                List.of(new ThresholdSettings(null, null, null, null, null))),
                        new KpiSettings(
                                "f2",
                                null,
                                null,
                                "lower",
                                List.of(),
                                List.of(new ThresholdSettings("1", "2", null, null, null))),
                        new KpiSettings(
                                "f3", null, null, "lower", List.of(), List.of(above("much", null), above("1", "bad"))),
                        new KpiSettings(
                                "f4",
                                null,
                                null,
                                "lower",
                                List.of(),
                                List.of(new ThresholdSettings(null, null, "0", null, null))),
                        new KpiSettings(
                                "f5", null, null, "lower", List.of(), List.of(above("1", null), above("2", null))),
                        new KpiSettings("f5", null, null, "lower", List.of(""), List.of())));

        assertThat(values.mistakes())
                .extracting(SettingMistake::property)
                .containsExactly(
                        "vigia.projects[0].kpis[0].name",
                        "vigia.projects[0].kpis[1].better",
                        "vigia.projects[0].kpis[2].better",
                        "vigia.projects[0].kpis[2].thresholds[0]",
                        "vigia.projects[0].kpis[3].thresholds[0]",
                        "vigia.projects[0].kpis[4].thresholds[0].above",
                        "vigia.projects[0].kpis[4].thresholds[1].severity",
                        "vigia.projects[0].kpis[5].thresholds[0].above-baseline-ratio",
                        "vigia.projects[0].kpis[6].thresholds[1]",
                        "vigia.projects[0].kpis[7].name");
    }

    private static ThresholdSettings above(String number, @Nullable String severity) {
        return new ThresholdSettings(number, null, null, null, severity);
    }
}
