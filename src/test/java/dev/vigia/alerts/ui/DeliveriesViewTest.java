package dev.vigia.alerts.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertFixtures;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.context.support.WithMockUser;

@VigiaIntegrationTest(properties = "vaadin.productionMode=true")
@WithMockUser(username = "ana@ops", roles = "ADMIN")
class DeliveriesViewTest extends SpringBrowserlessTest {

    @Autowired
    private AlertIntake intake;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void empty() {
        for (String table : List.of("alert_delivery", "alert_delivery_body", "alert_episode", "alert")) {
            jdbc.update("delete from " + table);
        }
    }

    @Test
    void listsWhatCameAndReplaysIt() {
        intake.store(
                AlertFixtures.delivery("main", List.of(AlertFixtures.firing("A").since(clock.instant()))));

        navigate("alerts/deliveries", DeliveriesView.class);

        assertThat($(NativeTableRow.class).all())
                .last()
                .satisfies(
                        row -> assertThat(row.getElement().getTextRecursively()).contains("stored", "main", "0 B"));
        test($(NativeButton.class).withText("Replay").first()).click();
        assertThat($(Paragraph.class).withClassName("delivery-said").first().getText())
                // The fixture's body is empty.
                .isEqualTo("0 deliveries taken in once more: nothing was missing; 1 delivery not readable.");
    }

    @Test
    void replaysASpanOfTime() {
        intake.store(
                AlertFixtures.delivery("main", List.of(AlertFixtures.firing("A").since(clock.instant()))));
        jdbc.update("delete from alert_delivery_body");
        navigate("alerts/deliveries", DeliveriesView.class);

        test($(Button.class).withText("Replay…").first()).click();
        test($(Button.class).withText("Replay").first()).click();

        assertThat($(Paragraph.class).withClassName("delivery-said").first().getText())
                .contains("1 delivery no longer kept word for word");
    }

    @Test
    void saysSoWhenThereIsNoneOfAKind() {
        navigate("alerts/deliveries", DeliveriesView.class);

        test($(Chip.class).all().get(1)).click();

        assertThat($(EmptyState.class).all()).hasSize(1);
        assertThat(com.vaadin
                        .flow
                        .component
                        .UI
                        .getCurrent()
                        .getActiveViewLocation()
                        .getPathWithQueryParameters())
                .isEqualTo("alerts/deliveries?show=refused");
    }

    @Test
    @WithMockUser(username = "bo@ops")
    void isNotForOthers() {
        assertThatThrownBy(() -> navigate("alerts/deliveries", DeliveriesView.class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
