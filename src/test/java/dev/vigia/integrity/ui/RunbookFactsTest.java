package dev.vigia.integrity.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.Outcome;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.versions.TagName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunbookFactsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final ProjectKey BANKCHURN = new ProjectKey("bankchurn");

    private final IntegrityTable table = mock(IntegrityTable.class);
    private final Projects projects = mock(Projects.class);
    private final AskedVersions versions = new AskedVersions(table, projects, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void twoProjects() {
        when(projects.all()).thenReturn(VersionFixtures.projects());
    }

    @Test
    void saysThatABrokenVersionWasJustReleased() {
        have(
                row("v1.0.2", null, Outcome.FAIL, Duration.ofMinutes(20)),
                row("v1.0.1", null, Outcome.PASS, Duration.ofDays(3)));

        assertThat(new ReleasesFact(versions).answer(ask(Map.of("since", "1h"))))
                .isEqualTo(new LiveAnswer(
                        LiveAnswer.Outcome.BAD,
                        "v1.0.2 was tagged 20 min ago: It is broken.",
                        "projects/bankchurn/version?tag=v1.0.2"));
    }

    @Test
    void saysWhatTheNewestIsWhereNothingWasReleased() {
        have(row("v1.0.1", null, Outcome.PASS, Duration.ofHours(5)));

        assertThat(new ReleasesFact(versions).answer(ask(Map.of())).sentence())
                .isEqualTo("Nothing was released in the last 1h; the newest is v1.0.1, 5 h ago.");
        assertThat(new ReleasesFact(versions)
                        .answer(ask(Map.of("since", "soon")))
                        .outcome())
                .isEqualTo(LiveAnswer.Outcome.UNKNOWN);
    }

    @Test
    void namesTheVersionOneCanGoBackTo() {
        have(
                row("v1.0.2", null, Outcome.UNKNOWN, Duration.ofHours(1)),
                row("v1.0.1", null, Outcome.PASS, Duration.ofDays(3)));

        assertThat(new LastWholeVersionFact(versions).answer(ask(Map.of())).sentence())
                .isEqualTo("v1.0.1 of bankchurn, tagged 3 days ago, is the last whole version.");

        have(row("v1.0.2", null, Outcome.WARN, Duration.ofHours(1)));
        assertThat(new LastWholeVersionFact(versions).answer(ask(Map.of())).outcome())
                .isEqualTo(LiveAnswer.Outcome.BAD);
    }

    @Test
    void looksAtTheVersionInProductionOfTheAlertsModel() {
        have(
                row("churn@v2.0.0", "churn", Outcome.PASS, Duration.ofHours(1)),
                row("price@v9.0.0", "price", Outcome.PASS, Duration.ofHours(2), "prod"),
                row("churn@v1.0.0", "churn", Outcome.FAIL, Duration.ofHours(3), "prod"));

        var answer = new IntegrityFact(versions).answer(new FactAsk(BANKCHURN, Map.of("model", "churn"), Map.of()));

        assertThat(answer.sentence()).isEqualTo("churn@v1.0.0 of bankchurn: It is broken.");
        assertThat(answer.outcome()).isEqualTo(LiveAnswer.Outcome.BAD);
    }

    @Test
    void looksAtTheVersionThatTheAlertNames() {
        have(
                row("churn@v2.0.0", "churn", Outcome.PASS, Duration.ofHours(1), "prod"),
                row("churn@v1.0.0", "churn", Outcome.FAIL, Duration.ofHours(3)));

        for (String named : List.of("churn@v1.0.0", "v1.0.0")) {
            var ask = new FactAsk(BANKCHURN, Map.of("version", named), Map.of());
            assertThat(new IntegrityFact(versions).answer(ask).sentence())
                    .isEqualTo("churn@v1.0.0 of bankchurn: It is broken.");
        }
        var unknown = new FactAsk(BANKCHURN, Map.of("version", "v7"), Map.of());
        assertThat(new IntegrityFact(versions).answer(unknown).sentence()).startsWith("churn@v2.0.0 ");
    }

    @Test
    void saysWhatIsMissingToAnswer() {
        have();

        assertThat(new IntegrityFact(versions).answer(ask(Map.of())).sentence())
                .isEqualTo("No version of bankchurn is known yet.");
        assertThat(new IntegrityFact(versions)
                        .answer(new FactAsk(null, Map.of("job", "x"), Map.of()))
                        .sentence())
                .isEqualTo("The alert names no project that Vigía watches.");
        assertThat(new IntegrityFact(versions)
                        .answer(new FactAsk(null, Map.of(), Map.of()))
                        .sentence())
                .isEqualTo("Answered beside an alert that names a project.");
    }

    private static FactAsk ask(Map<String, String> arguments) {
        return new FactAsk(BANKCHURN, Map.of("project", "bankchurn"), arguments);
    }

    private void have(IntegrityRow... rows) {
        when(table.rows(any(), anyLong(), anyInt())).thenReturn(List.of(rows));
    }

    private static IntegrityRow row(
            String tag, @Nullable String artifact, Outcome verdict, Duration ago, String... stages) {
        return new IntegrityRow(
                BANKCHURN,
                new TagName(tag),
                artifact,
                tag.substring(tag.indexOf('@') + 1),
                "c".repeat(40),
                NOW.minus(ago),
                List.of(stages),
                null,
                null,
                verdict,
                verdict.isProblem() ? "It is broken" : "In order",
                List.of(),
                NOW);
    }
}
