package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.drift.DriftFixtures;
import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftReportId;
import dev.vigia.projects.ProjectKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// Drift in a real browser, with the page of a stranger who means ill.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.admin-password=only-for-this-test",
            "vigia.projects[0].key=watched",
            "vigia.projects[0].name=Watched",
            "vigia.projects[0].git.url=https://git.example.org/watched.git"
        })
class DriftScreenTest extends BrowserTest {

    private static final ProjectKey PROJECT = new ProjectKey("watched");

    private static final String TITLE = "Watched – Drift – Vigía";

    /// Tries everything that could lead out of the frame, and writes down what came of each.
    private static final String HOSTILE = """
            <!doctype html><title>hostile</title><body><ul id="log"></ul>
            <img src="%1$s/img"><link rel="stylesheet" href="%1$s/css"><iframe src="%1$s/frame"></iframe>
            <script src="%1$s/script"></script>
            <script>
            const log = (name, text) => {
              const line = document.createElement('li');
              line.id = name; line.textContent = text;
              document.getElementById('log').append(line);
            };
            const attempt = (name, what) => {
              try { log(name, 'reached ' + what()); } catch (e) { log(name, 'refused'); }
            };
            attempt('parent', () => parent.document.title);
            attempt('top', () => { top.location = '%1$s/top'; return 'the top'; });
            attempt('cookie', () => document.cookie);
            attempt('storage', () => localStorage.length);
            attempt('session', () => sessionStorage.length);
            attempt('database', () => indexedDB.open('x'));
            attempt('popup', () => window.open('%1$s/popup').name);
            attempt('dialog', () => alert('here I am'));
            log('origin', String(self.origin));
            const ask = (name, promise) => promise.then(() => log(name, 'reached'), () => log(name, 'refused'));
            ask('fetch', fetch('%1$s/fetch', { mode: 'no-cors' }));
            ask('ours', fetch('/api/v1/projects'));
            navigator.sendBeacon('%1$s/beacon');
            new WebSocket('%2$s/socket').onerror = () => log('socket', 'refused');
            const form = document.createElement('form');
            form.action = '%1$s/form'; document.body.append(form); form.submit();
            window.leave = () => setTimeout(() => { location = '%1$s/away'; });
            log('done', 'done');
            </script>
            """;

    @Autowired
    private DriftHistory history;

    @Test
    void showsTheHistoryToEveryoneOnEveryScreen() {
        file(DriftFixtures.report(1, 20), null, null);
        file(DriftFixtures.report(9, 20), null, "v1.1.0");
        file(
                "{\"dataset_drift\":true,\"drift_share\":0.0,\"drifted_features\":[\"age\"],\"timestamp\":\"20260103_000000\"}"
                        .getBytes(StandardCharsets.UTF_8),
                null,
                null);
        var page = page(ColorScheme.LIGHT, DESK);
        signIn(page, "admin", "only-for-this-test");
        page.navigate(url("drift/watched"));

        assertThat(page.locator(".drift-report")).containsText("45 %");
        assertThat(page.locator(".drift-actions tr.present")).containsText("Train anew now");
        assertThat(page.locator(".drift-columns tbody tr").first()).containsText("drifted");
        assertThat(page.locator("vigia-chart canvas, vigia-chart svg").first()).isVisible();
        assertAccessible(page);
        Screens.shoot(page, "drift");

        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator(".drift-report")).containsText("1 of 20 columns");
        assertThat(page).hasURL(Pattern.compile(".*\\?report=\\d+"));
        back(page);
        assertThat(page.locator(".drift-report")).containsText("45 %");

        // A report that comes while one looks shows by itself.
        file(DriftFixtures.report(2, 10), null, null);
        assertThat(page.locator(".drift-report")).containsText("20 %");

        var phone = page(ColorScheme.DARK, PHONE);
        signIn(phone, "admin", "only-for-this-test");
        phone.navigate(url("drift/watched"));
        assertThat(phone.locator(".drift-report")).containsText("20 %");
        assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertAccessible(phone);
    }

    @Test
    void shutsThePageOfAStrangerIn() throws Exception {
        var reached = new ConcurrentLinkedQueue<String>();
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            reached.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            var host = "127.0.0.1:" + elsewhere.getAddress().getPort();
            var report = file(DriftFixtures.report(1, 3), HOSTILE.formatted("http://" + host, "ws://" + host), "v0");
            var page = quietPage();
            signIn(page, "admin", "only-for-this-test");
            page.navigate(url("drift/watched?report=" + report));
            assertThat(page).hasTitle(TITLE);
            var address = page.url();
            var seen = page.waitForResponse(
                    response -> response.url().contains("/drift-pages/"),
                    () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show it"))
                            .click());
            assertThat(seen.headerValue("content-security-policy")).startsWith("sandbox allow-scripts;");

            // Its own words, before it tries to leave; then the frame is told that it may not.
            page.waitForCondition(() -> stranger(page).isPresent());
            var frame = stranger(page).orElseThrow();
            frame.waitForFunction("document.querySelectorAll('#fetch, #ours, #socket').length === 3");
            for (String way : new String[] {
                "parent", "top", "cookie", "storage", "session", "database", "popup", "fetch", "ours", "socket"
            }) {
                assertThat((String) frame.evaluate("way => document.getElementById(way)?.textContent", way))
                        .as(way)
                        .isEqualTo("refused");
            }
            assertThat((String) frame.evaluate("document.getElementById('origin').textContent"))
                    .isEqualTo("null");
            // The screen around it lets the frame go nowhere else: what is there then is the browser's own error.
            frame.evaluate("leave()");
            page.waitForCondition(() -> stranger(page).isEmpty());
            assertThat(page.url()).isEqualTo(address);
            assertThat(page).hasTitle(TITLE);
            assertThat(reached).as("what the page reached elsewhere").isEmpty();

            // The address of the page itself leads back to the screen with the frame.
            page.navigate(url("drift-pages/watched/" + report));
            assertThat(page).hasURL(url("drift/watched?report=" + report));
        } finally {
            elsewhere.stop(0);
        }
    }

    private static Optional<Frame> stranger(Page page) {
        return page.frames().stream()
                .filter(one -> one.url().contains("/drift-pages/"))
                .findFirst();
    }

    private DriftReportId file(byte[] json, @Nullable String html, @Nullable String version) {
        return history.file(DriftFixtures.submission(PROJECT, json, html, null, version))
                .id();
    }
}
