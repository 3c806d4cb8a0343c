package dev.vigia.notify.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import dev.vigia.alerts.AlertFixtures;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.notify.NotifyDrain;
import dev.vigia.notify.NotifyIntegrationTest;
import dev.vigia.notify.Recorder;
import dev.vigia.platform.ui.Attention;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;

@NotifyIntegrationTest
@WithMockUser(username = "ana@ops", roles = "ADMIN")
class NotificationsViewTest extends SpringBrowserlessTest {

    private static final Recorder RECORDER = Recorder.shared();

    @Autowired
    private ApplicationContext context;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private List<Attention> overview;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void quiet() {
        RECORDER.forget();
        for (String table : List.of("alert_episode", "alert", "notify_delivery")) {
            jdbc.update("delete from " + table);
        }
        NotifyDrain.calm(jdbc);
    }

    private void fire(int status, String answer) {
        RECORDER.on("ops", status, answer);
        intake.store(AlertFixtures.delivery(
                "main", List.of(AlertFixtures.firing("ScreenFires").since(clock.instant()))));
        NotifyDrain.drain(context, "ops");
    }

    @Test
    void saysHowEachReceiverDoesAndWhenItIsTold() {
        fire(200, "ok");
        navigate("settings/notifications", NotificationsView.class);

        assertThat(row("ops"))
                .contains("Webhook", "127.0.0.1", "Told", "last told")
                .contains("When an alert fires, an alert is over, a version's verdict changes or a drift report comes"
                        + " in.")
                .doesNotContain("very-secret-path");
        assertThat(row("team-slack"))
                .contains("When an alert fires or an alert is over, in bankchurn, if it is critical or warning.");
        assertThat(row("quiet")).contains("Nothing to tell yet", "No rule names it: it is told nothing.");
        assertThat(needs()).isEmpty();
    }

    @Test
    void showsWhatWasNotToldAndSendsItAgain() {
        fire(404, "no such hook");
        navigate("settings/notifications", NotificationsView.class);

        assertThat(row("ops")).contains("Failing", "It answers 404: no such hook", "1 event given up");
        assertThat(needs())
                .singleElement()
                .satisfies(need -> assertThat(need.title()).isEqualTo("ops cannot be told"));
        assertThat($(DeadLetterTable.class).first().getElement().getTextRecursively())
                .contains("ScreenFires fires", "alert-fired", "It answers 404: no such hook");

        RECORDER.on("ops", 200, "ok");
        test($(NativeButton.class).withText("Resend").first()).click();
        NotifyDrain.drain(context, "ops");

        assertThat($(DeadLetterTable.class).all()).isEmpty();
        // The open screen hears of it from the ticker, at most half a second later.
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(row("ops")).contains("Told");
        });
        assertThat(RECORDER.requests("ops"))
                .extracting(Recorder.Request::delivery)
                .hasSize(2)
                .containsOnly(RECORDER.requests("ops").getFirst().delivery());
    }

    @Test
    void resendsAllOfAReceiver() {
        fire(404, "no such hook");
        navigate("settings/notifications", NotificationsView.class);

        test($(Button.class).withText("Resend 1").first()).click();

        assertThat($(DeadLetterTable.class).all()).isEmpty();
        assertThat(row("ops")).contains("1 event waiting");
    }

    @Test
    void saysWhatATestBroughtBack() {
        RECORDER.on("ops", 401, "bad signature");
        navigate("settings/notifications", NotificationsView.class);

        test($(Button.class).withText("Test").first()).click();

        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(row("ops")).contains("Refused", "It answers 401: bad signature");
        });
    }

    @Test
    @WithMockUser(username = "bo@ops")
    void letsOthersOnlyLook() {
        fire(404, "no such hook");
        navigate("settings/notifications", NotificationsView.class);

        assertThat(row("ops")).contains("Failing");
        assertThat($(Button.class).all()).noneMatch(Button::isVisible);
        assertThat($(NativeButton.class).withText("Resend").all()).isEmpty();
        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("settings/notifications");
    }

    private String row(String receiver) {
        return $(ListItem.class).withClassName("receiver").all().stream()
                .map(row -> row.getElement().getTextRecursively())
                .filter(text -> text.contains(receiver))
                .findFirst()
                .orElseThrow();
    }

    private List<Attention.Need> needs() {
        return overview.stream()
                .filter(NotifyAttention.class::isInstance)
                .flatMap(attention -> attention.needs().stream())
                .toList();
    }
}
