package dev.vigia.kpi.ui;

import static dev.vigia.runs.RunFixtures.measured;
import static dev.vigia.runs.RunFixtures.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.kpi.KpiDecisions;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiWork;
import dev.vigia.platform.ChartData;
import dev.vigia.platform.ui.Chart;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.StoredRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;

@VigiaIntegrationTest(
        properties = {
            "vaadin.productionMode=true",
            "vigia.projects[0].key=churn",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.projects[1].key=score",
            "vigia.projects[1].mlflow.tracking-uri=http://127.0.0.1:9"
        })
@WithMockUser(username = "ana@ops", roles = "ADMIN")
class KpisViewTest extends SpringBrowserlessTest {

    private static final ProjectKey CHURN = new ProjectKey("churn");
    private static final ProjectKey SCORE = new ProjectKey("score");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private KpiHistory history;

    @Autowired
    private KpiDecisions decisions;

    @Autowired
    private KpiChartPoints points;

    @Autowired
    private KpiRows rows;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void empty() {
        for (var table : List.of(
                "kpi_sample",
                "kpi_breach",
                "kpi_threshold_edit",
                "kpi_baseline",
                "kpi_project",
                "runs",
                "run_values")) {
            jdbc.update("delete from " + table);
        }
        jdbc.update("update kpi_series set revision = revision + 1");
    }

    private void someRuns() {
        StoredRuns.store(
                context,
                CHURN,
                measured(run(1), Map.of("qwk", 0.8)),
                measured(run(2), Map.of("qwk", 0.65, "rmse", 0.137)));
        KpiWork.drain(context, CHURN);
    }

    @Test
    void teachesTheNextStepWhileNothingWasMeasured() {
        navigate("kpis", KpisView.class);

        assertThat($(EmptyState.class).all()).hasSize(1);
        assertThat($(KpiCard.class).all()).isEmpty();
    }

    @Test
    void showsAChartAKpiWithItsStateInWords() {
        someRuns();
        navigate("kpis", KpisView.class);

        var cards = $(KpiCard.class).all();
        assertThat(cards)
                .extracting(card -> card.getElement().getAttribute("data-kpi"))
                .containsExactly("rmse", "qwk", "train_time_s");
        assertThat(cards.get(1).getElement().getTextRecursively())
                .contains("QWK", "higher is better", "0.65", "Breach");
        assertThat($(StatusBadge.class).all().get(1).getElement().getTextRecursively())
                .as("a relative limit without a baseline is not within")
                .doesNotContain("Within");
        assertThat($(Chart.class).first().getElement().getAttribute("src"))
                .isEqualTo("charts/kpis/churn/rmse?by=version");
        assertThat($(KpisView.class).single().getElement().getTextRecursively())
                .contains("No samples yet: Data drift.");
    }

    @Test
    void savesALimitWithItsReasonAndNotWithoutOne() {
        someRuns();
        navigate("kpis", KpisView.class);
        test($(NativeButton.class).all().stream()
                        .filter(button -> "Limits".equals(button.getText()))
                        .toList()
                        .get(1))
                .click();

        var dialog = $(RulesDialog.class).single();
        var limit = $(NumberField.class, dialog).single();
        test(limit).setValue(0.6);
        assertThat($(Chart.class, dialog).single().getElement().getAttribute("src"))
                .as("what the rule would have done")
                .endsWith("&rules=below%3A0.6%3Awarning");
        var save = $(Button.class, dialog).all().stream()
                .filter(button -> "Save".equals(button.getText()))
                .findFirst()
                .orElseThrow();
        test(save).click();
        assertThat(history.openBreaches(CHURN)).as("no reason was given").hasSize(1);

        test($(TextField.class, dialog).single()).setValue("agreed");
        test(save).click();
        assertThat(history.openBreaches(CHURN)).isEmpty();
        assertThat($(KpiCard.class).all().get(1).getElement().getTextRecursively())
                .contains("Within");
    }

    @Test
    void exportsTheTable() throws IOException {
        someRuns();
        var measured = history.status(CHURN).stream()
                .filter(status -> status.latest() != null)
                .toList();
        var csv = new ByteArrayOutputStream();
        new KpiExport(rows, CHURN, "", measured).csv(csv);
        var markdown = new ByteArrayOutputStream();
        new KpiExport(rows, CHURN, "train-2", measured).markdown(markdown);

        assertThat(csv.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("Date,Version,Run name,Run ID,rmse,rmse to baseline,qwk");
        assertThat(markdown.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("| 2026-01-01 00:02 |  | train-2 | 0000000 | 0.137 | 0.65 | 30 |");
    }

    @Test
    void comparesProjectsByWhatEachIsComparedWith() {
        someRuns();
        StoredRuns.store(context, SCORE, measured(run(3), Map.of("qwk", 0.4)), measured(run(4), Map.of("qwk", 0.5)));
        KpiWork.drain(context, SCORE);
        decisions.chooseBaseline(SCORE, run(3).id(), "ana", "the first one");
        navigate("kpis/projects", KpiProjectsView.class);

        assertThat($(NativeTable.class).single().getElement().getTextRecursively())
                .as("each KPI of each project, and what it has none of")
                .contains("churn", "0.65", "score", "0.5", "+25 %", "Breach", "–");
        assertThat($(Chart.class).all())
                .extracting(chart -> chart.getElement().getAttribute("src"))
                .contains("charts/kpis-of-projects/qwk?of-baseline=true");

        var measured = points.pointsOfProjects("qwk", false, null, null, 600);
        assertThat(measured.series()).extracting(ChartData.Series::name).containsExactly("churn", "score");
        assertThat(measured.series().getLast().points())
                .extracting(ChartData.Point::y)
                .containsExactly(0.4, 0.5);
        var ofBaseline = points.pointsOfProjects("qwk", true, null, null, 600);
        assertThat(ofBaseline.series())
                .singleElement()
                .satisfies(series -> assertThat(series.points())
                        .extracting(ChartData.Point::y)
                        .containsExactly(100.0, 125.0));
        assertThat(ofBaseline.summary()).isEqualTo("score beyond its limit. Without a baseline: churn.");
        assertThatThrownBy(() -> points.pointsOfProjects("f1", true, null, null, 600))
                .hasMessageContaining("No project has a KPI named f1");
    }

    @Test
    @WithMockUser(username = "reader")
    void letsOnlyThoseWhoMayDecide() {
        someRuns();
        navigate("kpis", KpisView.class);
        test($(NativeButton.class).all().stream()
                        .filter(button -> "Limits".equals(button.getText()))
                        .findFirst()
                        .orElseThrow())
                .click();

        var dialog = $(RulesDialog.class).single();
        assertThat($(Button.class, dialog).all()).extracting(Button::getText).doesNotContain("Save");
    }
}
