package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.alerts.AlertFixtures;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.notify.NotifyDrain;
import dev.vigia.notify.NotifyIntegrationTest;
import dev.vigia.notify.Recorder;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// A receiver breaks and is mended while somebody looks.
@NotifyIntegrationTest
class NotificationsScreenTest extends BrowserTest {

    private static final Recorder RECORDER = Recorder.shared();

    @Autowired
    private ApplicationContext context;

    @Autowired
    private AlertIntake intake;

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

    private void fire() {
        intake.store(AlertFixtures.delivery(
                "main", List.of(AlertFixtures.firing("NightFires").since(clock.instant()))));
        NotifyDrain.drain(context, "ops");
    }

    @Test
    void followsAReceiverFromItsFailureToItsMending() {
        RECORDER.on("ops", 404, "no such hook");
        var page = signedIn(ColorScheme.LIGHT, DESK);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Notifications"))
                .click();
        var ops = receiver(page, "ops");
        assertThat(ops).containsText("Nothing to tell yet");

        // Without a reload.
        fire();
        assertThat(ops).containsText("It answers 404: no such hook");
        assertThat(page.locator(".dead-letters")).containsText("NightFires fires");

        ops.getByText("Test", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(ops.locator(".receiver-tested")).containsText("Refused");
        assertThat(ops.locator(".receiver-tested")).containsText("It answers 404: no such hook");

        RECORDER.on("ops", 200, "ok");
        page.locator(".dead-letters").getByText("Resend").click();
        assertThat(ops).containsText("1 event waiting");
        NotifyDrain.drain(context, "ops");
        assertThat(ops).containsText("last told");
        assertThat(page.locator(".dead-letters")).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isUsableByEveryone(ColorScheme scheme) {
        RECORDER.on("ops", 404, "no such hook");
        fire();
        for (int width : new int[] {DESK, PHONE}) {
            var page = signedIn(scheme, width);
            page.navigate(url("settings/notifications"));
            assertThat(page.locator(".dead-letters")).containsText("NightFires fires");
            assertAccessible(page);
            org.assertj.core.api.Assertions.assertThat(
                            page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("fits at %d", width)
                    .isEqualTo(true);
        }
    }

    private Page signedIn(ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "admin", "only-for-this-test");
        page.navigate(url("settings/sources"));
        return page;
    }

    private static Locator receiver(Page page, String name) {
        return page.locator(".receiver")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
    }
}
