package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.peers.AlertmanagerServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Many alerts at once, and silences that a real Alertmanager keeps.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.admin-password=only-for-this-test",
            "vigia.security.bootstrap-token=" + SilencesScreenTest.TOKEN,
            "vigia.alerts.clusters[0].name=main",
            "vigia.alerts.compare-every=1s"
        })
class SilencesScreenTest extends BrowserTest {

    static final String TOKEN = "vigia_test_only-for-the-silences-screen-test";

    private static final int PORT = AlertmanagerServer.freePort();
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static @Nullable AlertmanagerServer alertmanager;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("vigia.alerts.clusters[0].url", () -> "http://127.0.0.1:" + PORT);
    }

    @BeforeEach
    void startOnce() throws IOException {
        jdbc.update("delete from alert_view");
        if (alertmanager == null) {
            alertmanager = AlertmanagerServer.start(folder, PORT, AlertmanagerServer.deliveringTo(port, TOKEN, ""));
        }
    }

    @AfterAll
    static void stop() {
        if (alertmanager != null) {
            alertmanager.close();
        }
    }

    @Test
    void silencesAnAlertAfterSayingWhatElseItWouldHide() throws Exception {
        fires("Slow", Map.of("instance", "a"));
        fires("Slow", Map.of("instance", "b"));
        fires("Unrelated", Map.of());
        var page = inbox("?q=" + "Slow");
        assertThat(page.locator(".alert-card")).hasCount(2);
        page.locator(".alert-card").first().click();
        assertThat(page.locator(".alert-title h2")).hasText("Slow");

        page.keyboard().press("s");
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Hides 1 of the ");
        dialog.getByRole(AriaRole.BUTTON, named(Pattern.compile("^instance="))).click();
        assertThat(dialog).containsText("Hides 2 of the ");
        assertThat(dialog.locator(".silence-preview")).containsText("Slow ×2");
        dialog.getByLabel("Hide alerts with").fill("severity=\"warning\"");
        assertThat(dialog).containsText("It names no alert");
        dialog.getByLabel("Hide alerts with").fill("alertname=");
        assertThat(dialog.locator("vaadin-text-field[invalid]")).isVisible();
        dialog.getByLabel("Hide alerts with").fill("alertname=\"Slow\"");
        assertThat(dialog).containsText("Hides 2 of the ");
        dialog.getByRole(AriaRole.BUTTON, named("Silence")).click();
        assertThat(dialog).containsText("Others must understand it at night");
        dialog.getByLabel("Why").fill("The disk is being replaced");
        dialog.getByRole(AriaRole.BUTTON, named("4h")).click();
        dialog.getByRole(AriaRole.BUTTON, named("Silence")).click();

        assertThat(page.locator(".alert-title")).containsText("Silenced");
        assertThat(page.locator(".alert-head")).containsText("Silenced by admin: The disk is being replaced");
        assertThat(page.locator(".alert-timeline")).containsText("admin silenced it: alertname=\"Slow\"");
        assertThat(asked("/api/v2/silences")).contains("\"createdBy\":\"admin\"", "The disk is being replaced");

        page.getByRole(AriaRole.BUTTON, exactly("End silence")).click();
        page.getByRole(AriaRole.BUTTON, exactly("End it")).click();
        assertThat(page.locator(".alert-timeline")).containsText("admin ended the silence");
        assertThat(page.locator(".alert-actions")).containsText("Silence…");
    }

    @Test
    void extendsAndEndsSilencesWhereverTheyWereMade() throws Exception {
        fires("Elsewhere", Map.of());
        var page = inbox("/silences");
        assertThat(page.getByRole(AriaRole.BUTTON, exactly("New silence"))).isVisible();
        page.keyboard().press("s");
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByRole(AriaRole.BUTTON, named("Silence"))).isDisabled();
        dialog.getByLabel("Hide alerts with").fill("alertname=\"Elsewhere\"");
        dialog.getByLabel("Why").fill("A planned test");
        dialog.getByLabel("For").fill("1d");
        dialog.getByRole(AriaRole.BUTTON, named("Silence")).click();
        var row = page.locator(".silence:not(.over)")
                .filter(new Locator.FilterOptions().setHasText("alertname=\"Elsewhere\""));
        assertThat(row).containsText("A planned test");
        assertThat(row).containsText("hides 1 alert");
        assertThat(row).containsText("in 1 d");

        row.getByRole(AriaRole.MENUITEM, menu("Extend")).click();
        page.getByRole(AriaRole.MENUITEM, exactly("By 7 days")).click();
        assertThat(row).containsText("in 8 d");

        row.getByRole(AriaRole.BUTTON, named("End")).click();
        page.getByRole(AriaRole.BUTTON, exactly("End it")).click();
        assertThat(page.locator(".silence.over")
                        .filter(new Locator.FilterOptions().setHasText("alertname=\"Elsewhere\""))
                        .first())
                .containsText("Over");
        await().atMost(LONG)
                .until(() ->
                        !asked("/api/v2/silences?filter=alertname=Elsewhere").contains("\"state\":\"active\""));
    }

    @Test
    void actsOnManyAtOnce() throws Exception {
        for (String batch : List.of("one", "two", "three")) {
            fires("Many", Map.of("batch", batch));
        }
        var page = inbox("?q=Many");
        assertThat(page.locator(".alert-card")).hasCount(3);
        assertThat(page.locator(".alert-chosen")).isHidden();
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator(".alert-chosen")).containsText("2 chosen");
        page.locator(".alert-chosen")
                .getByRole(AriaRole.BUTTON, named("Acknowledge"))
                .click();
        assertThat(page.locator(".alert-card.calm")).hasCount(2);
        assertThat(page.locator(".alert-chosen")).isHidden();

        page.locator(".alert-row > input").first().check();
        page.locator(".alert-chosen")
                .getByRole(AriaRole.BUTTON, named("All shown"))
                .click();
        assertThat(page.locator(".alert-chosen")).containsText("3 chosen");
        page.locator(".alert-chosen").getByRole(AriaRole.MENUITEM, menu("More")).click();
        page.getByRole(AriaRole.MENUITEM, exactly("Comment…")).click();
        page.getByLabel("A comment on each of these 3").fill("All from the same night");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, named("Comment"))
                .click();
        await().atMost(LONG)
                .until(() -> Objects.equals(
                        jdbc.queryForObject(
                                "select count(*) from alert_event where detail = 'All from the same night'",
                                Long.class),
                        3L));
        page.locator(".alert-chosen")
                .getByRole(AriaRole.BUTTON, named("Silence…"))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Silence 3 alerts");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Hides 3 of the ");
        page.keyboard().press("Escape");
        page.locator(".alert-chosen").getByRole(AriaRole.BUTTON, named("None")).click();
        assertThat(page.locator(".alert-chosen")).isHidden();
        assertThat(page.locator(".alert-row > input:checked")).hasCount(0);
    }

    @Test
    void keepsViewsUnderAName() throws Exception {
        fires("Kept", Map.of());
        var page = inbox("?q=alertname%3D%22Kept%22&group=severity");
        views(page, "Keep this view…");
        page.getByLabel("Keep what is shown as").fill("My night");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, named("Keep"))
                .click();
        page.navigate(url("alerts"));
        views(page, "My night");
        assertThat(page).hasURL(Pattern.compile(".*q=alertname.*Kept.*group=severity.*"));
        assertThat(page.locator(".alert-group")).containsText("warning");
        assertThat(page.locator(".filter-field input")).hasValue("alertname=\"Kept\"");

        views(page, "Remove");
        page.getByRole(AriaRole.MENUITEM, exactly("My night")).last().click();
        await().atMost(LONG)
                .until(() -> Objects.equals(jdbc.queryForObject("select count(*) from alert_view", Long.class), 0L));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isUsableByEveryone(ColorScheme scheme) throws Exception {
        fires("Usable", Map.of());
        for (int width : new int[] {DESK, PHONE}) {
            var page = page(scheme, width);
            signIn(page, "admin", "only-for-this-test");
            page.navigate(url("alerts?q=Usable"));
            page.locator(".alert-row > input").first().check();
            assertThat(page.locator(".alert-chosen")).isVisible();
            assertAccessible(page);
            page.locator(".alert-chosen")
                    .getByRole(AriaRole.BUTTON, named("Silence…"))
                    .click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Hides 1 of the ");
            assertAccessible(page);
            page.navigate(url("alerts/silences"));
            assertThat(page.locator("h1")).hasText("Silences");
            assertAccessible(page);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
    }

    private void fires(String name, Map<String, String> labels) throws IOException, InterruptedException {
        var all = new LinkedHashMap<>(labels);
        all.put("alertname", name);
        all.put("severity", "warning");
        Instant start = clock.instant();
        Objects.requireNonNull(alertmanager).tell(all, name + " happens", start, null);
        var text = labels.values().stream()
                .findFirst()
                .map(value -> ":\"" + value + "\"")
                .orElse("");
        await().atMost(LONG)
                .until(() -> Objects.requireNonNull(jdbc.queryForObject(
                                "select count(*) from alert where name = ? and labels like ?",
                                Long.class,
                                name,
                                "%" + text + "%"))
                        > 0);
    }

    private static String asked(String path) throws IOException, InterruptedException {
        return Objects.requireNonNull(alertmanager).get(path).body();
    }

    private Page inbox(String rest) {
        var page = page(ColorScheme.LIGHT, DESK);
        signIn(page, "admin", "only-for-this-test");
        page.navigate(url("alerts" + rest));
        return page;
    }

    private static void views(Page page, String item) {
        page.locator(".screen-bar").getByRole(AriaRole.MENUITEM, menu("Views")).click();
        page.getByRole(AriaRole.MENUITEM, exactly(item)).first().click();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions named(Pattern name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions menu(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
