package dev.vigia.drift.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.router.QueryParameters;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.drift.DriftFixtures;
import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftReportId;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.Snippet;
import dev.vigia.projects.ProjectKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;

@VigiaIntegrationTest(
        properties = {
            "vaadin.productionMode=true",
            "vigia.projects[0].key=watched",
            "vigia.projects[0].git.url=https://git.example.org/watched.git",
            "vigia.projects[1].key=other",
            "vigia.projects[1].git.url=https://git.example.org/other.git"
        })
@WithMockUser(username = "ana")
class DriftViewTest extends SpringBrowserlessTest {

    private static final ProjectKey PROJECT = new ProjectKey("watched");

    @Autowired
    private DriftHistory history;

    @Autowired
    private DriftColumn column;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void nothingYet() {
        for (String table : List.of("drift_document", "drift_column", "drift_report", "drift_artifact")) {
            jdbc.update("delete from " + table);
        }
    }

    @Test
    void showsTheLatestReportWithWhatToDo() {
        file(DriftFixtures.report(1, 20), null, "run0");
        file(DriftFixtures.report(3, 12), "<html>", "run1234567");

        navigate("drift/watched", DriftView.class);

        assertThat(text($(ReportCard.class).single()))
                .contains("25 %", "Look into it within 48 h", "3 of 12 columns drifted", "limit of 50 %");
        assertThat($(Anchor.class).all().stream().map(Anchor::getHref))
                .contains("runs?deleted=yes&project=watched&run=run1234567");
        assertThat(present()).containsExactly("10 to 30 %Now");
        assertThat(text($(ColumnsTable.class).single())).contains("feature_0", "PSI", "0.4", "drifted", "no drift");
        assertThat(text($(ReportsTable.class).single())).contains("3 of 12", "1 of 20", "Keep watching");
        assertThat($(IFrame.class).all()).isEmpty();

        test($(NativeButton.class).withText("Show it").single()).click();

        var frame = $(IFrame.class).single();
        assertThat(frame.getElement().getAttribute("sandbox")).isEqualTo("allow-scripts");
        assertThat(frame.getSrc()).startsWith("drift-pages/watched/");
    }

    @Test
    void opensAnOlderReportByItsAddress() {
        var first = file(DriftFixtures.report(8, 20), null, "a");
        file(DriftFixtures.report(1, 20), null, "b");

        open("drift/watched", first);

        assertThat(text($(ReportCard.class).single())).contains("Report " + first, "40 %", "Retrain now");
        assertThat(present()).containsExactly("more than 30 %Now");

        open("drift/other", first);

        assertThat($(ReportCard.class).all()).isEmpty();
    }

    @Test
    void showsAnUnknownShareAsUnknown() {
        file(
                "{\"dataset_drift\":false,\"drift_share\":0.0,\"drifted_features\":[]}"
                        .getBytes(StandardCharsets.UTF_8),
                null,
                null);

        navigate("drift/watched", DriftView.class);

        assertThat(text($(ReportCard.class).single()))
                .contains("unknown", "Share unknown", "of how many, the report does not say")
                .doesNotContain("0 %");
        assertThat(present()).isEmpty();
        assertThat(text($(ActionTable.class).single())).contains("Now: unknown");
        assertThat(text(column.cell("watched"))).isEqualTo("share unknown");
    }

    @Test
    void teachesHowTheFirstReportComesHere() {
        navigate("drift/other", DriftView.class);

        assertThat($(EmptyState.class).all()).hasSize(1);
        assertThat($(Snippet.class).all().stream().map(DriftViewTest::text))
                .anyMatch(text -> text.contains("DataDriftPreset"))
                .anyMatch(text -> text.contains("/api/v1/projects/other/drift-reports"));
        assertThat(text(column.cell("other"))).isEqualTo("–");
    }

    @Test
    void saysWhoseReportCouldNotBeTakenInAndWhy() {
        for (String outcome : List.of("UNREADABLE", "WITHOUT_PAGE", "FAILED", "NONE", "TAKEN")) {
            jdbc.update(
                    "insert into drift_artifact (project, run_id, path, looked_at, tries, outcome, note)"
                            + " values (?, ?, 'drift.json', current_timestamp, 1, ?, ?)",
                    PROJECT.value(),
                    "run-" + outcome,
                    outcome,
                    "Why " + outcome + ".");
        }

        navigate("drift/watched", DriftView.class);

        assertThat(text($(ArtifactTroubles.class).single()))
                .contains("The reports of 3 runs", "Why UNREADABLE.", "Why WITHOUT_PAGE.", "Why FAILED.")
                .doesNotContain("NONE", "TAKEN");
    }

    @Test
    void writesScoresSoThatTheyCanBeRead() {
        assertThat(DriftWords.number(1.4581e-6)).isEqualTo("1.5e-06");
        assertThat(DriftWords.number(0.25)).isEqualTo("0.25");
        assertThat(DriftWords.number(Double.NaN)).isEqualTo("NaN");
        assertThat(DriftWords.number(Double.POSITIVE_INFINITY)).isEqualTo("∞");
        assertThat(DriftWords.percent(1 / 3.0)).isEqualTo("33.3 %");
        assertThat(DriftWords.percent(0.0001)).isEqualTo("< 0.1 %");
        assertThat(DriftWords.percent(1)).isEqualTo("100 %");
    }

    private static void open(String address, DriftReportId report) {
        UI.getCurrentOrThrow().navigate(address, QueryParameters.of("report", report.toString()));
    }

    private List<String> present() {
        return $(NativeTableRow.class).all().stream()
                .filter(row -> "true".equals(row.getElement().getAttribute("aria-current")))
                .map(row -> text(row).replaceAll("Now.*", "Now"))
                .toList();
    }

    private DriftReportId file(byte[] json, @Nullable String html, @Nullable String run) {
        return history.file(DriftFixtures.submission(PROJECT, json, html, run, null))
                .id();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
