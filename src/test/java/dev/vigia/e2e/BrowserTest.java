package dev.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.peers.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A real Chromium in front of the running application. Errors that the browser reports fail the test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    static final int DESK = 1440;
    static final int PHONE = 390;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<BrowserContext> open = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;

    @LocalServerPort
    private int port;

    @BeforeAll
    void launch() {
        var chromium = Peers.require("browser");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
    }

    @AfterAll
    void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void forget() {
        complaints.clear();
    }

    @AfterEach
    void closePages() {
        open.forEach(BrowserContext::close);
        open.clear();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    Page page(ColorScheme scheme, int width) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width == PHONE ? 844 : 900)
                .setColorScheme(scheme)
                .setAcceptDownloads(true));
        open.add(context);
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(error -> complaints.add(error));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onDialog(dialog -> {
            complaints.add("A dialog opened: " + dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    /// One on which the browser may complain: whatever is shown there breaks the rules on purpose.
    Page quietPage() {
        var context = browser.newContext();
        open.add(context);
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onDialog(dialog -> {
            complaints.add("A dialog opened: " + dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + "/" + path;
    }

    void signIn(Page page, String name, String password) {
        page.navigate(url("login"));
        page.fill("input[name=username]", name);
        page.fill("input[name=password]", password);
        page.press("input[name=password]", "Enter");
        page.waitForURL(address -> !address.contains("/login"));
    }

    /// Waits until the server knows of what the page has told it.
    static void settle(Page page) {
        page.waitForFunction(
                "Object.values(window.Vaadin.Flow.clients).every(one => !one.isActive || !one.isActive())");
    }

    /// As a person goes back: not within the milliseconds in which page and server still talk. Flow forgets a step
    /// that is taken then, and stays where it was.
    static void back(Page page) {
        settle(page);
        page.goBack();
    }

    /// The tag's name in the integrity table.
    static Locator row(Page page, String tag) {
        return page.locator("vaadin-grid .v-tag:visible")
                .and(page.getByText(tag, new Page.GetByTextOptions().setExact(true)))
                .first();
    }

    /// Nothing of axe's that is serious or critical.
    static void assertAccessible(Page page) {
        // All that passed, node by node, is most of what the browser would have to send.
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        var serious = new AxeBuilder(page)
                .setLegacyMode(true).options(options).analyze().getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .map(BrowserTest::describe)
                        .toList();
        assertThat(serious).as("axe on " + page.url()).isEmpty();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }
}
