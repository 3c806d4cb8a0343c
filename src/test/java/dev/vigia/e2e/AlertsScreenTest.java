package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertFixtures;
import dev.vigia.alerts.AlertFixtures.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;

/// A night with the inbox: alerts arrive as an Alertmanager delivers them, and two people look.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.admin-password=only-for-this-test",
            "vigia.security.bootstrap-token=" + AlertsScreenTest.TOKEN,
            "vigia.projects[0].key=bankchurn",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9"
        })
class AlertsScreenTest extends BrowserTest {

    static final String TOKEN = "vigia_test_only-for-the-alerts-screen-test";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    private Instant now;

    @BeforeEach
    void quiet() {
        for (String table :
                List.of("alert_episode", "alert", "alert_handling", "alert_event", "alert_step", "alert_delivery")) {
            jdbc.update("delete from " + table);
        }
        now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    void takesAnAlertFromItsArrivalToItsPostMortem() {
        var page = inbox(ColorScheme.LIGHT, DESK, "");
        assertThat(page.locator(".snippet"))
                .containsText(url("api/v1/alerts/alertmanager?cluster=main").replace("localhost", "127.0.0.1"));
        var errors = errorRate();
        deliver(0, errors);
        card(page, "HighErrorRate").click();
        assertThat(page.locator(".alert-title h2")).hasText("HighErrorRate");
        assertThat(page).hasTitle("HighErrorRate – Vigía");
        var other = inbox(ColorScheme.DARK, DESK, "?" + URI.create(page.url()).getQuery());

        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator(".runbook [data-copy]").first().click();
        assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                .contains("curl")
                .contains("service=\"bankchurn-api\"");

        page.keyboard().press("a");
        assertThat(card(page, "HighErrorRate")).containsText("Acknowledged");
        assertThat(card(other, "HighErrorRate")).containsText("admin");
        assertThat(other.locator(".alert-head")).containsText("admin has it");

        page.locator(".runbook .step input[type=checkbox]").first().check();
        assertThat(page.locator(".alert-runbook-head")).containsText("1 of ");
        assertThat(other.locator(".alert-runbook-head")).containsText("1 of ");
        assertThat(other.locator(".alert-timeline")).containsText("admin did:");

        page.keyboard().press("c");
        page.keyboard().type("It is the **new image**, rolling back");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Comment").setExact(true))
                .click();
        assertThat(other.locator(".comment strong")).hasText("new image");

        deliver(0, errors.resolvedAfter(Duration.ofMinutes(3)));
        assertThat(other.locator(".alert-title")).containsText("Resolved");
        var draft = page.getByLabel("Post-mortem, in markdown");
        assertThat(draft).hasValue(Pattern.compile("# Post-mortem: HighErrorRate.*new image.*", Pattern.DOTALL));
        draft.fill(draft.inputValue() + "\nThe root cause was the image.");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Save").setExact(true))
                .click();
        assertThat(page.locator(".alert-timeline")).containsText("saved the post-mortem");
        var file = page.waitForDownload(
                () -> page.locator(".post-mortem a").getByText("Export").click());
        assertThat(file.suggestedFilename()).matches("post-mortem-HighErrorRate-\\d{4}-\\d\\d-\\d\\d\\.md");
        assertThat(file.path()).content().contains("new image").endsWith("The root cause was the image.");
        page.reload();
        assertThat(page.getByLabel("Post-mortem, in markdown"))
                .hasValue(Pattern.compile(".*The root cause was the image\\.", Pattern.DOTALL));
    }

    @Test
    void landsOnWhatNeedsAPersonNow() {
        var page = page(ColorScheme.LIGHT, DESK);
        signIn(page, "admin", "only-for-this-test");
        assertThat(page).hasURL(url("overview"));
        assertThat(page.locator(".overview h2").first()).hasText("Nothing needs anyone");
        deliver(0, alert("Past", "critical", 90).resolvedAfter(Duration.ofMinutes(30)));
        assertThat(page.locator(".quiet-line")).containsText("quiet since 1 h ago");
        deliver(0, errorRate().with("project", "bankchurn"));
        assertThat(page.locator(".overview h2").first()).hasText("One thing needs someone");
        assertThat(page.locator(".needs li"))
                .containsText("HighErrorRate · bankchurn" + "Error rate of bankchurn-api is 3.4 %");
        assertThat(page.locator(".projects-table tbody tr")).containsText("1 critical");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {DESK, PHONE}) {
                var other = page(scheme, width);
                signIn(other, "admin", "only-for-this-test");
                assertThat(other.locator(".needs li")).isVisible();
                assertAccessible(other);
            }
        }
        page.getByText("Open with runbook").click();
        assertThat(page.locator(".alert-title h2")).hasText("HighErrorRate");
        page.keyboard().press("a");
        assertThat(page.locator(".alert-head")).containsText("admin has it");
        page.navigate(url("overview"));
        assertThat(page.locator(".overview h2").first()).hasText("Nothing needs anyone");
    }

    @Test
    void movesNoCardUnderThePointer() {
        deliver(0, alert("First", "warning", 5));
        var page = inbox(ColorScheme.LIGHT, DESK, "");
        card(page, "First").hover();
        settle(page);
        deliver(0, alert("Second", "critical", 1));
        var news = page.getByText("1 new · show");
        assertThat(news).isVisible();
        assertThat(page.locator(".alert-name")).hasText(new String[] {"First"});
        news.dispatchEvent("click");
        assertThat(page.locator(".alert-name")).hasText(new String[] {"Second", "First"});
    }

    @Test
    void filtersByConditionsAndWordsAndGroups() {
        deliver(
                7,
                alert("Latency", "critical", 5).with("job", "api"),
                alert("Drift", "warning", 9).with("job", "batch"),
                alert("Errors", "warning", 3).with("job", "api"));
        var page = inbox(ColorScheme.LIGHT, DESK, "");
        assertThat(page.locator(".alert-cut")).containsText("7 alerts were cut off");
        page.keyboard().press("/");
        page.keyboard().type("job=\"api\", severity=~\"warn.*\"");
        assertThat(page.locator(".alert-name")).hasText(new String[] {"Errors"});
        assertThat(page).hasURL(Pattern.compile(".*q=job.*"));
        page.locator(".filter-field input").fill("severity=");
        assertThat(page.locator(".filter-field")).containsText("where a value in quotes is expected");
        page.locator(".filter-field input").fill("drift");
        assertThat(page.locator(".alert-name")).hasText(new String[] {"Drift"});

        page.navigate(url("alerts?group=job"));
        assertThat(page.locator(".alert-group")).hasText(new String[] {"api2", "batch1"});
        card(page, "Drift").click();
        page.getByTitle("Show only alerts with job=batch").click();
        assertThat(page.locator(".alert-name")).hasText(new String[] {"Drift"});
        page.keyboard().press("Escape");
        assertThat(page.locator(".alert-detail")).isHidden();
    }

    @Test
    void showsWhatIsHostileAsText() {
        var hostile = new Sent(
                Map.of(
                        "alertname",
                        "<img src=x onerror=alert(1)>",
                        "severity",
                        "critical",
                        "x",
                        "<svg onload=alert(2)>"),
                Map.of(
                        "summary", "<script>alert(3)</script>",
                        "runbook_url", "javascript:alert(4)",
                        "dashboard", "\u0001javascript:alert(5)",
                        "data", "data:text/html,<script>alert(6)</script>"),
                now.minus(1, ChronoUnit.MINUTES),
                null);
        deliver(0, hostile, alert("Harmless", "warning", 2));
        var page = inbox(ColorScheme.LIGHT, DESK, "");
        card(page, "<img src=x").click();
        assertThat(page.locator(".alert-said")).hasText("<script>alert(3)</script>");
        assertThat(page.locator(".alert-annotations")).containsText("javascript:alert(4)");
        assertThat(page.locator(".alert-annotations a")).hasCount(0);
        assertThat(page.locator(".alert-middle")).containsText("No runbook for");
        assertThat(card(page, "Harmless")).isVisible();
        page.locator("vaadin-text-area textarea").first().fill("<img src=x onerror=alert(7)> [x](javascript:alert(8))");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Comment").setExact(true))
                .click();
        assertThat(page.locator(".comment")).isVisible();
        settle(page);
        assertThat((Integer) page.evaluate(
                        "document.querySelectorAll('[onerror],[onload],a[href^=\"javascript\" i]').length"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isUsableByEveryone(ColorScheme scheme) {
        deliver(
                0,
                errorRate(),
                alert("Unwritten", "info", 400),
                alert("Old", "warning", 60).resolvedAfter(Duration.ofMinutes(5)));
        for (int width : new int[] {DESK, PHONE}) {
            var page = inbox(scheme, width, "");
            assertThat(card(page, "HighErrorRate")).isVisible();
            assertAccessible(page);
            card(page, "HighErrorRate").click();
            assertThat(page.locator(".runbook .step").first()).isVisible();
            assertAccessible(page);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void countsAlertsAndListsWhatWasDelivered(ColorScheme scheme) throws IOException {
        deliver(2, errorRate(), alert("Old", "warning", 60).resolvedAfter(Duration.ofMinutes(5)));
        for (int width : new int[] {DESK, PHONE}) {
            var page = inbox(scheme, width, "/statistics?days=30");
            assertThat(page.locator(".tile")).hasCount(5);
            assertThat(page.locator("vigia-days rect")).hasCount(30);
            assertThat(page.locator(".numbers-table").first()).containsText("HighErrorRate");
            assertAccessible(page);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            if (width == DESK) {
                var file = page.waitForDownload(() -> page.getByText("Export").click());
                assertThat(Files.readString(file.path()))
                        .startsWith("of,which,episodes")
                        .contains("alert,Old,1,");
            }

            page.navigate(url("alerts/deliveries"));
            assertThat(page.locator(".delivery-table tbody tr")).hasCount(1);
            assertThat(page.locator(".delivery-table")).containsText("2 cut off");
            page.getByText("Replay", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".delivery-said")).hasText("1 delivery taken in once more: nothing was missing.");
            assertAccessible(page);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
    }

    private Page inbox(ColorScheme scheme, int width, String query) {
        var page = page(scheme, width);
        signIn(page, "admin", "only-for-this-test");
        page.navigate(url("alerts" + query));
        return page;
    }

    private static Locator card(Page page, String name) {
        return page.locator(".alert-card")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    private Sent errorRate() {
        return alert("HighErrorRate", "critical", 3)
                .with("job", "bankchurn-api")
                .with("service", "bankchurn-api")
                .saying("Error rate of bankchurn-api is 3.4 % (limit 1 %)");
    }

    private Sent alert(String name, String severity, int minutesAgo) {
        return AlertFixtures.firing(name).with("severity", severity).since(now.minus(minutesAgo, ChronoUnit.MINUTES));
    }

    private void deliver(int cut, Sent... alerts) {
        var request = HttpRequest.newBuilder(URI.create(url("api/v1/alerts/alertmanager?cluster=main")))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(AlertFixtures.payload(cut, alerts)))
                .build();
        try {
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
