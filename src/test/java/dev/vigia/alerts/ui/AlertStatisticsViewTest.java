package dev.vigia.alerts.ui;

import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;

@VigiaIntegrationTest(
        properties = {
            "vaadin.productionMode=true",
            "vigia.projects[0].key=churn",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9"
        })
@WithMockUser(username = "ana@ops")
class AlertStatisticsViewTest extends SpringBrowserlessTest {

    @Autowired
    private AlertIntake intake;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void empty() {
        for (String table : List.of("alert_episode", "alert", "alert_handling", "alert_event")) {
            jdbc.update("delete from " + table);
        }
    }

    private void someAlerts() {
        var noon = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);
        intake.store(delivery(
                "main",
                List.of(
                        firing("ServiceDown")
                                .with("project", "churn")
                                .since(noon)
                                .resolvedAfter(Duration.ofMinutes(7)),
                        firing("<b>Odd</b>").since(noon))));
    }

    @Test
    void saysThatNothingWasRecordedYet() {
        navigate("alerts/statistics", AlertStatisticsView.class);
        counted();

        assertThat($(EmptyState.class).all()).hasSize(1);
        assertThat($(NativeTable.class).all()).isEmpty();
    }

    @Test
    void showsTheNumbersAndWhatIsNotKnown() {
        someAlerts();

        navigate("alerts/statistics", AlertStatisticsView.class);
        counted();

        assertThat(text($(StatisticsTiles.class).first().getElement()))
                .contains(
                        "Alerts 2",
                        "Time to acknowledge unknown nobody acknowledged any",
                        "Time to resolve 7 min mean of 1 of 2 over",
                        "With runbook 50 %",
                        "Noise unknown");
        assertThat(text($(DayChart.class).first().getElement()))
                .contains("at most 2 on a day · nothing is known of 5 days");
        var noisiest = text($(NativeTable.class).all().getFirst().getElement());
        assertThat(noisiest).contains("ServiceDown 1 unknown 7 min 100 % unknown", "<b>Odd</b> 1 unknown unknown 0 %");
        assertThat($(Anchor.class).all())
                .extracting(Anchor::getHref)
                .anySatisfy(href -> assertThat(href)
                        .startsWith("alerts?")
                        .contains("q=alertname%3D%22ServiceDown%22", "state=resolved"));
    }

    @Test
    void keepsPeriodProjectAndSeverityInTheAddress() {
        someAlerts();
        navigate("alerts/statistics", AlertStatisticsView.class);
        counted();

        test($(Chip.class).all().stream()
                        .filter(chip -> chip.getElement().getTextRecursively().equals("30 days"))
                        .findFirst()
                        .orElseThrow())
                .click();
        counted();
        test($(Select.class).all().getFirst()).selectItem("churn");
        counted();

        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("alerts/statistics?days=30&project=churn");
        assertThat(text($(StatisticsTiles.class).first().getElement())).contains("Alerts 1");
    }

    @Test
    void ignoresWhatTheAddressCannotMean() {
        someAlerts();

        UI.getCurrent()
                .navigate(
                        "alerts/statistics",
                        QueryParameters.simple(Map.of("days", "-1", "project", "<script>", "severity", "awful")));
        counted();

        assertThat(text($(StatisticsTiles.class).first().getElement())).contains("Alerts 2");
    }

    private void counted() {
        await().pollInSameThread().until(() -> {
            roundTrip();
            return $(Div.class)
                    .withClassName("page")
                    .first()
                    .getElement()
                    .getAttribute("aria-busy")
                    .equals("false");
        });
    }

    private static String text(Element element) {
        return element.isTextNode()
                ? element.getText()
                : element.getChildren()
                        .map(AlertStatisticsViewTest::text)
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining(" "));
    }
}
