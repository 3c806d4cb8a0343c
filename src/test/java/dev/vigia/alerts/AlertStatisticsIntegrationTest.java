package dev.vigia.alerts;

import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertStatistics.Question;
import dev.vigia.projects.ProjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

@VigiaIntegrationTest(
        properties = {
            "vigia.security.bootstrap-token=statistics",
            "vigia.projects[0].key=churn",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9"
        })
@AutoConfigureMockMvc
class AlertStatisticsIntegrationTest {

    @Autowired
    private AlertStatistics statistics;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private AlertInbox inbox;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private MockMvc web;

    @Autowired
    private Clock clock;

    private Instant noonYesterday = Instant.EPOCH;

    @BeforeEach
    void empty() {
        for (String table : List.of("alert_episode", "alert", "alert_handling", "alert_event")) {
            jdbc.update("delete from " + table);
        }
        noonYesterday = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);
    }

    private void twoDays() {
        var noisy = firing("=Noisy").with("project", "churn");
        intake.store(delivery(
                "main",
                List.of(
                        noisy.since(noonYesterday).resolvedAfter(Duration.ofMinutes(10)),
                        noisy.since(noonYesterday.plusSeconds(1_800)).resolvedAfter(Duration.ofMinutes(20)),
                        noisy.since(noonYesterday.plusSeconds(3_600)).resolvedAfter(Duration.ofMinutes(20)),
                        noisy.since(noonYesterday.plusSeconds(5_400)).resolvedAfter(Duration.ofMinutes(30)),
                        firing("ServiceDown")
                                .with("severity", "info")
                                .since(noonYesterday.minus(Duration.ofDays(1))))));
    }

    @Test
    void countsHowFastAndHowNoisy() {
        twoDays();
        var service = inbox.board(AlertQuery.PROBLEMS, 10, null)
                .rows()
                .getFirst()
                .episode()
                .id();
        inbox.acknowledge(service, "ana", 0, null);
        inbox.mark(service, "ana", 1, Handling.Usefulness.NOISE);
        jdbc.update("update alert_handling set acknowledged_at = ?", noonYesterday.atOffset(ZoneOffset.UTC));

        var report = statistics.report(new Question(3, null, null));

        assertThat(report.all()).satisfies(all -> {
            assertThat(all.episodes()).isEqualTo(5);
            assertThat(all.ended()).isEqualTo(4);
            assertThat(all.timeToResolve()).isEqualTo(Duration.ofMinutes(20));
            assertThat(all.acknowledged()).isEqualTo(1);
            assertThat(all.timeToAcknowledge()).isEqualTo(Duration.ofDays(1));
            assertThat(all.noise()).isEqualTo(1.0);
            assertThat(all.withRunbook()).isEqualTo(0.2);
        });
        assertThat(report.days()).extracting(AlertStatistics.Day::episodes).containsExactly(1L, 4L, 0L);
        assertThat(report.noisiest().keySet()).containsExactly("=Noisy", "ServiceDown");
        assertThat(report.noisiest().get("=Noisy")).satisfies(noisy -> {
            assertThat(noisy.flaps()).isEqualTo(3);
            assertThat(noisy.isFlapping()).isTrue();
            assertThat(noisy.timeToAcknowledge()).as("nobody acknowledged it").isNull();
            assertThat(noisy.noise()).as("nobody marked it").isNull();
        });
        assertThat(report.byProject().keySet()).containsExactly("churn", "");
        assertThat(report.bySeverity().keySet()).containsExactly(Severity.CRITICAL, Severity.INFO);
    }

    @Test
    void isOfAProjectASeverityAndAPeriod() {
        twoDays();

        assertThat(statistics
                        .report(new Question(3, new ProjectKey("churn"), null))
                        .all()
                        .episodes())
                .isEqualTo(4);
        assertThat(statistics.report(new Question(3, null, Severity.INFO)).all().episodes())
                .isEqualTo(1);
        assertThat(statistics.report(new Question(2, null, null)).all().episodes())
                .isEqualTo(4);
    }

    @Test
    void saysThatItDoesNotKnowRatherThanNothingAtAll() {
        var before = statistics.report(new Question(2, null, null));
        assertThat(before.recordedSince()).isNull();
        assertThat(before.days()).extracting(AlertStatistics.Day::episodes).containsExactly(null, null);
        assertThat(before.all().withRunbook()).isNull();
        assertThat(before.all().timeToResolve()).isNull();

        intake.store(delivery("main", List.of(firing("First").since(clock.instant()))));

        var after = statistics.report(new Question(3, null, null));
        assertThat(after.days()).extracting(AlertStatistics.Day::episodes).containsExactly(null, null, 1L);
        assertThat(after.all().timeToResolve()).as("it still fires").isNull();
    }

    @Test
    void isAnsweredToProgramsAndAsATableWithoutFormulas() throws Exception {
        twoDays();

        web.perform(get("/api/v1/alerts/statistics?days=3").header("Authorization", "Bearer statistics"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.all.episodes").value(5))
                .andExpect(jsonPath("$.all.mttrSeconds").value(1200))
                .andExpect(jsonPath("$.all.mttaSeconds").value(nullValue()))
                .andExpect(jsonPath("$.days[1].episodes").value(4))
                .andExpect(jsonPath("$.noisiest[0].of").value("=Noisy"))
                .andExpect(jsonPath("$.noisiest[0].flapping").value(true))
                .andExpect(jsonPath("$.projects[0].of").value("churn"))
                .andExpect(jsonPath("$.severities[0].of").value("critical"));
        web.perform(get("/api/v1/alerts/statistics.csv?days=3&severity=critical")
                        .header("Authorization", "Bearer statistics"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("alert-statistics.csv")))
                .andExpect(content().string(containsString("alert,'=Noisy,4,0,,4,1200,3,0.000,0,\r\n")))
                .andExpect(content().string(containsString("severity,critical,4,")));
        web.perform(get("/api/v1/alerts/statistics?days=0").header("Authorization", "Bearer statistics"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("between 1 and 366")));
        web.perform(get("/api/v1/alerts/statistics")).andExpect(status().isUnauthorized());
    }
}
