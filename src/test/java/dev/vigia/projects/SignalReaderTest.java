package dev.vigia.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigia.projects.VigiaSettings.OverrideSettings;
import dev.vigia.projects.VigiaSettings.PrometheusSettings;
import dev.vigia.projects.VigiaSettings.SignalSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalReaderTest {

    private static final String PATH = "vigia.projects[0].signals";
    private static final PrometheusSettings THERE = prometheus("http://prometheus:9090");

    private final SettingValues values = new SettingValues(List.of());

    @Test
    void watchesNothingWhereNoPrometheusIsNamed() {
        assertThat(read(new SignalSettings(prometheus(null), null, null, List.of(), Map.of())))
                .isNull();
        assertThat(values.mistakes()).isEmpty();
    }

    @Test
    void holdsEverySignalAgainstTheUsualLimits() {
        var signals = Objects.requireNonNull(read(new SignalSettings(THERE, null, null, List.of(), Map.of())));

        assertThat(values.mistakes()).isEmpty();
        assertThat(signals.service()).isEqualTo("bankchurn");
        assertThat(signals.rules())
                .extracting(
                        rule -> rule.signal().text(), Signals.Rule::target, Signals.Rule::alert, Signals.Rule::runbook)
                .containsExactly(
                        tuple("latency-p50", null, null, "high-latency"),
                        tuple("latency-p95", null, null, "high-latency"),
                        tuple("latency-p99", 0.1, 0.2, "high-latency"),
                        tuple("traffic", null, null, "service-down"),
                        tuple("errors", 0.001, 0.01, "high-error-rate"),
                        tuple("cpu", null, 0.8, "high-latency"),
                        tuple("memory", null, 0.85, "service-down"),
                        tuple("drift", 0.1, 0.15, "data-drift"),
                        tuple("prediction-drift", 0.1, 0.2, "data-drift"),
                        tuple("model-decay", 0.05, 0.1, "model-degradation"));
        assertThat(query(signals, Signal.ERRORS))
                .isEqualTo("(sum(rate(http_requests_total{service=\"bankchurn\",status=~\"5..\"}[5m])) or vector(0))"
                        + " / sum(rate(http_requests_total{service=\"bankchurn\"}[5m]))");
        assertThat(query(signals, Signal.DRIFT)).isEqualTo("max(ml_drift_score{model=\"bankchurn\"})");
    }

    @Test
    void selectsByTheLabelThatIsNamedWhateverTheServiceIsCalled() {
        var signals =
                Objects.requireNonNull(read(new SignalSettings(THERE, "a \"b\" \\c", "app", List.of("cpu"), Map.of())));

        assertThat(query(signals, Signal.DRIFT)).isEqualTo("max(ml_drift_score{app=\"a \\\"b\\\" \\\\c\"})");
        assertThat(signals.rules()).hasSize(9).extracting(Signals.Rule::signal).doesNotContain(Signal.CPU);
    }

    @Test
    void changesOneSignalAndLeavesTheOthers() {
        var signals = Objects.requireNonNull(read(new SignalSettings(
                THERE,
                null,
                null,
                List.of(),
                Map.of(
                        "traffic", new OverrideSettings("sum(rate(hits_total[1m]))", null, "50/s", "none"),
                        "latency-p99", new OverrideSettings(null, "none", "0.5s", "our-latency")))));

        assertThat(values.mistakes()).isEmpty();
        assertThat(signals.rules())
                .contains(
                        new Signals.Rule(Signal.TRAFFIC, "sum(rate(hits_total[1m]))", null, 50.0, null),
                        new Signals.Rule(
                                Signal.LATENCY_P99, query(signals, Signal.LATENCY_P99), null, 0.5, "our-latency"));
    }

    @ParameterizedTest
    @CsvSource({
        "latency-p99, 150ms, 0.15",
        "latency-p99, 0.15, 0.15",
        "errors, 0.5%, 0.005",
        "errors, 0.5 %, 0.005",
        "prediction-drift, 1e-1, 0.1"
    })
    void readsLimitsInTheUnitsThatPeopleUse(String signal, String given, double limit) {
        var signals = Objects.requireNonNull(read(new SignalSettings(
                THERE, null, null, List.of(), Map.of(signal, new OverrideSettings(null, "none", given, null)))));

        assertThat(values.mistakes()).isEmpty();
        assertThat(signals.rules().stream()
                        .filter(rule -> rule.signal().text().equals(signal))
                        .findFirst()
                        .orElseThrow()
                        .alert())
                .isEqualTo(limit);
    }

    @Test
    void saysOfEveryMistakeWhereItIsAndWhatIsExpected() {
        read(new SignalSettings(
                new PrometheusSettings("prometheus:9090", "ana", "secret", "token", "nowhere"),
                null,
                "no label",
                List.of("gpu"),
                Map.of(
                        "latency", new OverrideSettings(null, null, null, null),
                        "errors", new OverrideSettings(null, "2%", "1%", null),
                        "cpu", new OverrideSettings(null, null, "200ms", null),
                        "drift", new OverrideSettings("x".repeat(4001), null, "much", null))));

        assertThat(values.mistakes())
                .extracting(SettingMistake::property)
                .containsExactlyInAnyOrder(
                        PATH + ".prometheus.url",
                        PATH + ".prometheus.browser-url",
                        PATH + ".prometheus.token",
                        PATH + ".service-label",
                        PATH + ".without[0]",
                        PATH + ".overrides.latency",
                        PATH + ".overrides.errors.target",
                        PATH + ".overrides.cpu.alert",
                        PATH + ".overrides.drift.query",
                        PATH + ".overrides.drift.alert");
        assertThat(values.mistakes())
                .extracting(SettingMistake::expected)
                .contains(
                        "expected one of latency-p50, latency-p95, latency-p99, traffic, errors, cpu, memory, drift,"
                                + " prediction-drift, model-decay",
                        "expected a part such as 1% or 0.01, or none",
                        "expected at most the limit of the alert, 0.01");
    }

    @Test
    void wantsAPrometheusWhereAnythingElseIsSet() {
        assertThat(read(new SignalSettings(prometheus(null), "churn", null, List.of(), Map.of())))
                .isNull();
        assertThat(values.mistakes()).extracting(SettingMistake::property).containsExactly(PATH + ".prometheus.url");
    }

    private @Nullable Signals read(SignalSettings given) {
        return new SignalReader(values).read(PATH, given, new ProjectKey("bankchurn"));
    }

    private static PrometheusSettings prometheus(@Nullable String url) {
        return new PrometheusSettings(url, null, null, null, null);
    }

    private static String query(Signals signals, Signal signal) {
        return signals.rules().stream()
                .filter(rule -> rule.signal() == signal)
                .findFirst()
                .orElseThrow()
                .query();
    }
}
