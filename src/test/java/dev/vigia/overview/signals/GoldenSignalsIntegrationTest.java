package dev.vigia.overview.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.overview.signals.SignalReport.State;
import dev.vigia.overview.signals.SignalSource.Answer;
import dev.vigia.projects.Project;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceFixtures;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@VigiaIntegrationTest
class GoldenSignalsIntegrationTest {

    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Trend TREND = new Trend(THEN, Duration.ofMinutes(3), List.of(0.5, Double.NaN, 1e-9));

    @Autowired
    private ReadingStore store;

    private final Project project = SignalFixtures.project(
            "watched-service", SignalFixtures.signals("http://127.0.0.1:9", Signal.ERRORS, Signal.CPU));
    private final SourceFixtures.Fake sources = new SourceFixtures.Fake();
    private final Map<Signal, Answer> answers = new EnumMap<>(Signal.class);
    private final SignalSource source = new SignalSource() {
        @Override
        public Map<Signal, Answer> ask(Project of, Signals signals) throws SourceFailure {
            if (answers.isEmpty()) {
                throw new SourceFailure("prometheus-unreachable", "Prometheus cannot be asked.", null);
            }
            return answers;
        }

        @Override
        public String caveat() {
            return "made up";
        }
    };

    @BeforeEach
    void itAnswers() throws SourceFailure {
        answers.put(Signal.ERRORS, Answer.of(0.002, TREND));
        answers.put(Signal.CPU, Answer.of(0.02, Trend.NONE));
        assertThat(sync()).isEqualTo("2 signals");
        sources.set(SourceFixtures.fresh(SourceFixtures.id(project.key().value(), SourceKind.PROMETHEUS), THEN, ""));
    }

    @Test
    void saysHowEachSignalStands() {
        var service = service(project);

        assertThat(service.failure()).isNull();
        assertThat(service.caveat()).isEqualTo("made up");
        assertThat(service.askedAt()).isEqualTo(THEN);
        assertThat(service.worst()).isEqualTo(State.ALERT);
        assertThat(service.reports())
                .extracting(SignalReport::state, SignalReport::number, SignalReport::reason)
                .containsExactly(tuple(State.OFF_TARGET, 0.002, null), tuple(State.ALERT, 0.02, null));
        assertThat(service.reports().getFirst().trend()).isEqualTo(TREND);
    }

    @Test
    void keepsTheLastNumberButKnowsNothingWhileThereIsNone() throws SourceFailure {
        answers.put(Signal.CPU, Answer.none("No series answers.\0", TREND));
        assertThat(sync()).isEqualTo("2 signals, 1 without a number");

        var before = report(service(project), Signal.CPU);
        assertThat(before.state()).isEqualTo(State.UNKNOWN);
        assertThat(before.number()).isEqualTo(0.02);
        assertThat(before.at()).isNotNull();
        assertThat(before.reason()).isEqualTo("No series answers. ");
        assertThat(before.trend()).isEqualTo(TREND);
        assertThat(service(project).worst()).isEqualTo(State.UNKNOWN);

        sync();
        assertThat(report(service(project), Signal.CPU)).isEqualTo(before);
    }

    @Test
    void knowsNothingOfAnySignalWhileItsPrometheusDoesNotAnswer() {
        answers.clear();
        assertThatThrownBy(this::sync).isInstanceOf(SourceFailure.class);
        sources.set(SourceFixtures.failing(
                SourceFixtures.id(project.key().value(), SourceKind.PROMETHEUS),
                THEN.plusSeconds(60),
                THEN,
                "prometheus-unreachable",
                "Prometheus cannot be asked."));

        var service = service(project);
        assertThat(service.failure()).isEqualTo("Prometheus cannot be asked.");
        assertThat(service.askedAt()).isEqualTo(THEN);
        assertThat(service.reports()).allSatisfy(report -> {
            assertThat(report.state()).isEqualTo(State.UNKNOWN);
            assertThat(report.reason()).isEqualTo("Prometheus cannot be asked.");
            assertThat(report.number()).isNotNull();
            assertThat(report.at()).isNotNull();
        });
    }

    @Test
    void knowsNothingWhereNobodyAskedForLong() {
        sources.set(SourceFixtures.stale(sources.all().getFirst()));
        assertThat(service(project).in(State.UNKNOWN)).hasSize(2);

        sources.clear();
        assertThat(service(project).failure()).contains("not been asked yet");
        assertThat(service(project).in(State.UNKNOWN)).hasSize(2);
    }

    @Test
    void forgetsANumberThatAnotherQueryGave() throws SourceFailure {
        var signals = new Signals(
                new Signals.Prometheus("http://127.0.0.1:9", null, null, null, null),
                "x",
                List.of(new Signals.Rule(Signal.CPU, "another", null, null, null)));
        var changed = SignalFixtures.project(project.key().value(), signals);

        assertThat(report(service(changed), Signal.CPU)).satisfies(report -> {
            assertThat(report.state()).isEqualTo(State.UNKNOWN);
            assertThat(report.number()).isNull();
        });

        answers.put(Signal.CPU, Answer.none("No series answers.", Trend.NONE));
        new SignalSync(source, store).sync(changed, SourceSync.Mode.FULL, (what, done, total) -> {});
        assertThat(report(service(changed), Signal.CPU).number()).isNull();
        answers.put(Signal.CPU, Answer.of(7, Trend.NONE));
        new SignalSync(source, store).sync(changed, SourceSync.Mode.FULL, (what, done, total) -> {});
        assertThat(report(service(changed), Signal.CPU).state()).isEqualTo(State.WATCHED);
        assertThat(service(changed).worst()).isEqualTo(State.WATCHED);
    }

    private String sync() throws SourceFailure {
        return new SignalSync(source, store).sync(project, SourceSync.Mode.INCREMENTAL, (what, done, total) -> {});
    }

    private ServiceSignals service(Project of) {
        return new GoldenSignals(SourceFixtures.projects(of), sources, store, source)
                .of(of)
                .orElseThrow();
    }

    private static SignalReport report(ServiceSignals service, Signal signal) {
        return service.reports().stream()
                .filter(report -> report.rule().signal() == signal)
                .findFirst()
                .orElseThrow();
    }
}
