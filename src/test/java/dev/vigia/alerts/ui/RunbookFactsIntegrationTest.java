package dev.vigia.alerts.ui;

import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import dev.vigia.runbooks.RunbookLibrary;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// What the shipped runbooks ask Vigía, asked of the whole application.
@VigiaIntegrationTest(properties = "vigia.alerts.watchdogs=Watchdog")
class RunbookFactsIntegrationTest {

    @Autowired
    private FiringNeighboursFact neighbours;

    @Autowired
    private RunbookLibrary library;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void empty() {
        for (String table : List.of("alert_episode", "alert", "alert_handling")) {
            jdbc.update("delete from " + table);
        }
    }

    private LiveAnswer ask(Map<String, String> labels) {
        return neighbours.answer(new FactAsk(null, labels, Map.of()));
    }

    @Test
    void namesWhatElseFiresThere() {
        var now = clock.instant();
        var own = firing("ServiceDown").with("job", "api").with("instance", "a:1");
        intake.store(delivery(
                "main",
                List.of(
                        own.since(now),
                        firing("DiskFull").with("instance", "a:1").since(now),
                        firing("HighErrorRate")
                                .with("job", "api")
                                .with("instance", "b:1")
                                .since(now),
                        firing("HighErrorRate")
                                .with("job", "api")
                                .with("instance", "c:1")
                                .since(now),
                        firing("Watchdog").with("job", "api").since(now),
                        firing("Over")
                                .with("job", "api")
                                .since(now.minusSeconds(600))
                                .resolvedAfter(Duration.ofMinutes(1)),
                        firing("Elsewhere").with("job", "other").since(now))));

        assertThat(ask(own.labels()))
                .isEqualTo(new LiveAnswer(
                        Outcome.DOUBTFUL,
                        "1 other alert fires with instance=a:1: DiskFull; 2 other alerts fire with job=api:"
                                + " HighErrorRate, ….",
                        "alerts?q=job%3D%22api%22"));
    }

    @Test
    void saysThatItIsAlone() {
        var own = firing("ServiceDown").with("job", "api");
        intake.store(delivery(
                "main",
                List.of(
                        own.since(clock.instant()),
                        firing("Else").with("job", "x").since(clock.instant()))));

        assertThat(ask(own.labels()))
                .isEqualTo(new LiveAnswer(
                        Outcome.GOOD,
                        "No other alert fires with the same instance, job or project; 1 other alert fires elsewhere.",
                        "alerts"));
    }

    @Test
    void doesNotKnowWithoutAnAlertOrWithoutALabelToGoBy() {
        assertThat(ask(Map.of()).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(ask(Map.of("alertname", "A")).sentence())
                .isEqualTo("The alert names no instance, job or project; none fires at all.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "releases",
                "last-whole-version",
                "kpi-breaches",
                "integrity",
                "firing-neighbours",
                "stale-sources"
            })
    void everyFactThatRunbooksMayNameIsAnswered(String name) {
        var answer =
                library.ask(new Block.Fact(name, Map.of(), name), new ProjectKey("unknown"), Map.of("alertname", "A"));

        assertThat(answer).hasValueSatisfying(known -> {
            assertThat(known.sentence()).isNotBlank().doesNotContain("the log has the details");
        });
    }

    @Test
    void saysOfKpisOfAnUnknownProjectThatItCannotSay() {
        var answer = library.ask(
                new Block.Fact("kpi-breaches", Map.of(), "kpi-breaches"), new ProjectKey("churn"), Map.of());

        assertThat(answer)
                .contains(
                        new LiveAnswer(Outcome.UNKNOWN, "The alert names no project whose KPIs are kept here.", null));
    }
}
