package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.TemporaryFolder;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.overview.signals.GoldenSignals;
import dev.vigia.overview.signals.ServiceSignals;
import dev.vigia.overview.signals.SignalReport;
import dev.vigia.overview.signals.SignalReport.State;
import dev.vigia.peers.AlertmanagerServer;
import dev.vigia.peers.Peers;
import dev.vigia.peers.PrometheusServer;
import dev.vigia.platform.security.Scope;
import dev.vigia.platform.security.Tokens;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Signal;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.SourceSync;
import dev.vigia.projects.Sources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus scrapes a service and Vigía; Vigía asks it how the service does, and a browser shows that.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.admin-password=only-for-this-test",
            "management.prometheus.metrics.export.enabled=true",
            "vigia.jobs.enabled=true",
            "vigia.jobs.poll=100ms",
            // Asked only when the test asks for it.
            "vigia.sync.interval=1h",
            "vigia.projects[0].key=probe",
            "vigia.projects[0].name=Probe",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.projects[0].signals.prometheus.browser-url=https://prometheus.example.org",
            "vigia.signals.trend=10m"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoldenSignalsTest extends BrowserTest {

    private static final SourceId SOURCE = new SourceId(new ProjectKey("probe"), SourceKind.PROMETHEUS);
    private static final Path FOLDER = TemporaryFolder.create();
    private static final int PORT = AlertmanagerServer.freePort();

    @LocalServerPort
    private int vigia;

    @Autowired
    private GoldenSignals signals;

    @Autowired
    private Projects projects;

    @Autowired
    private Sources sources;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Clock clock;

    private @Nullable WatchedService service;
    private @Nullable PrometheusServer prometheus;

    @DynamicPropertySource
    static void whereItWillBe(DynamicPropertyRegistry properties) {
        properties.add("vigia.projects[0].signals.prometheus.url", () -> "http://127.0.0.1:" + PORT);
    }

    @BeforeAll
    void aServiceThatIsScraped() throws Exception {
        Peers.require("prometheus");
        service = new WatchedService();
        PrometheusServer.remember(FOLDER, service.past());
        prometheus =
                PrometheusServer.start(FOLDER, PORT, """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: probe
                    honor_labels: true
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                  - job_name: vigia
                    metrics_path: /actuator/prometheus
                    authorization: {credentials: %s}
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(service.port(), token(Scope.METRICS_READ), vigia));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(server().numbers("up == 1 and on () count(ml_drift_score)"))
                        .hasSize(2));
        ask(SourceStatus.State.OK);
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (service != null) {
            service.close();
        }
    }

    private PrometheusServer server() {
        return Objects.requireNonNull(prometheus);
    }

    private String token(Scope scope) {
        return tokens.issue("admin", "asks", Set.of(scope), Duration.ofHours(1)).text();
    }

    private HttpResponse<byte[]> get(String path, Scope scope) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url(path)))
                            .header("Authorization", "Bearer " + token(scope))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private void ask(SourceStatus.State becomes) {
        var before = clock.instant();
        sources.syncNow(SOURCE, SourceSync.Mode.INCREMENTAL);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(sources.find(SOURCE).orElseThrow())
                        .satisfies(status -> {
                            assertThat(status.lastAttemptAt()).isAfterOrEqualTo(before);
                            assertThat(status.progress()).isNull();
                            assertThat(status.state()).isEqualTo(becomes);
                        }));
    }

    private ServiceSignals probe() {
        return signals.of(projects.require(SOURCE.project())).orElseThrow();
    }

    @Test
    @Order(1)
    void answersTheUsualQueriesExactly() {
        var expected = Map.of(
                Signal.LATENCY_P50, 0.05,
                Signal.LATENCY_P95, 0.1,
                Signal.LATENCY_P99, 0.1 + 0.15 * 1.6 / 1.8,
                Signal.TRAFFIC, 40.0,
                Signal.ERRORS, 0.025,
                Signal.CPU, 0.45,
                Signal.MEMORY, 0.75,
                Signal.DRIFT, 0.04,
                Signal.PREDICTION_DRIFT, 0.15,
                Signal.MODEL_DECAY, 0.2);

        assertThat(probe().reports()).hasSize(10).allSatisfy(report -> {
            var signal = report.rule().signal();
            assertThat(report.reason()).as(signal.text()).isNull();
            assertThat(report.number())
                    .as(signal.text())
                    .isCloseTo(Objects.requireNonNull(expected.get(signal)), within(1e-6));
            assertThat(report.trend().numbers()).as(signal.text()).hasSize(61);
            assertThat(report.trend().numbers().getLast())
                    .as(signal.text())
                    .isCloseTo(Objects.requireNonNull(expected.get(signal)), within(1e-6));
        });
        assertThat(probe().reports())
                .extracting(SignalReport::state)
                .containsExactly(
                        State.WATCHED,
                        State.WATCHED,
                        State.ALERT,
                        State.WATCHED,
                        State.ALERT,
                        State.GOOD,
                        State.GOOD,
                        State.GOOD,
                        State.OFF_TARGET,
                        State.ALERT);
    }

    @Test
    @Order(2)
    void isItselfScrapedByThatPrometheus() throws Exception {
        assertThat(server().numbers("up{job=\"vigia\"}")).containsExactly(1.0);
        // Until what Vigía asked last is scraped.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(server().numbers("vigia_source_up{project=\"probe\",source=\"prometheus\"}"))
                                .containsExactly(1.0));
        assertThat(server().numbers("vigia_source_up{project=\"probe\",source=\"mlflow\"}"))
                .containsExactly(0.0);
        assertThat(server().numbers("vigia_source_age_seconds{source=\"prometheus\"}"))
                .singleElement()
                .satisfies(age -> assertThat(age).isBetween(0.0, 60.0));
        assertThat(server().numbers("sum(vigia_metrics_up) == count(vigia_metrics_up)"))
                .hasSize(1);
        assertThat(server().numbers("sum(vigia_versions{project=\"probe\"})")).containsExactly(0.0);
        assertThat(server().numbers("sum(jvm_memory_used_bytes) > 0")).hasSize(1);
    }

    @Test
    @Order(3)
    void promtoolFindsNothingWrongWithWhatVigiaExports() throws Exception {
        var scraped = get("actuator/prometheus", Scope.METRICS_READ);
        var promtool = new ProcessBuilder(Peers.require("promtool").toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = promtool.getOutputStream()) {
            in.write(scraped.body());
        }
        var said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(new String(scraped.body(), StandardCharsets.UTF_8)).contains("vigia_source_up{");
        assertThat(said).isEmpty();
        assertThat(promtool.waitFor()).isZero();
    }

    @Test
    @Order(3)
    void tellsProgramsTheSame() throws Exception {
        var all = JsonMapper.shared().readTree(get("api/v1/signals", Scope.READ).body());
        var one = JsonMapper.shared()
                .readTree(get("api/v1/projects/probe/signals", Scope.READ).body());

        assertThat(all.get(0)).isEqualTo(one);
        assertThat(one.get("project").asString()).isEqualTo("probe");
        assertThat(one.get("state").asString()).isEqualTo("alert");
        assertThat(one.hasNonNull("failure")).isFalse();
        assertThat(one.get("signals")).hasSize(10);
        var errors = one.get("signals").get(4);
        assertThat(errors.get("signal").asString()).isEqualTo("errors");
        assertThat(errors.get("state").asString()).isEqualTo("alert");
        assertThat(errors.get("unit").asString()).isEqualTo("ratio");
        assertThat(errors.get("value").asDouble()).isCloseTo(0.025, within(1e-6));
        assertThat(errors.get("target").asDouble()).isEqualTo(0.001);
        assertThat(errors.get("trend").get("values")).hasSize(61);
        assertThat(get("api/v1/projects/nobody/signals", Scope.READ).statusCode())
                .isEqualTo(404);
        assertThat(get("api/v1/signals", Scope.METRICS_READ).statusCode()).isEqualTo(403);
    }

    @Test
    @Order(4)
    void leadsFromWhatNeedsSomeoneToTheSignalItsRunbookAndItsGraph() {
        var page = signedIn(ColorScheme.LIGHT, DESK);
        var need =
                page.locator(".needs li").filter(new Locator.FilterOptions().setHasText("Probe: Latency P99 233 ms"));
        assertThat(need).containsText("Errors 2.5 %");
        need.getByRole(AriaRole.LINK).click();
        var errors = tile(page, Signal.ERRORS);
        assertThat(errors).isInViewport();
        assertThat(errors).containsText("Alert");
        assertThat(errors).containsText("target 0.1 % · alert above 1 %");
        assertThat(errors.locator("vigia-trend svg path")).hasCount(1);
        assertThat(errors.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("Graph"))))
                .hasAttribute(
                        "href",
                        Pattern.compile(
                                "https://prometheus\\.example\\.org/graph\\?.*g0\\.expr=.*http_requests_total.*"));
        errors.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("Runbook")))
                .click();
        assertThat(page).hasURL(Pattern.compile("runbooks/high-error-rate"));
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
    @Order(5)
    void isUsableByEveryone(ColorScheme scheme, int width) {
        var page = signedIn(scheme, width);
        assertThat(tile(page, Signal.CPU)).containsText("45 %");
        assertAccessible(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
        assertThat(page.locator(".nav-link").all())
                .hasSizeGreaterThan(6)
                .allSatisfy(link -> assertThat(link).isInViewport(new IsInViewportOptions().setRatio(1)));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(page).hasURL(Pattern.compile("login"));
    }

    /// On an open page, which nobody touches.
    @Test
    @Order(6)
    void knowsNothingWhileThePrometheusIsAwayAndSaysHowOldTheNumbersAre() throws IOException {
        var page = signedIn(ColorScheme.LIGHT, DESK);
        assertThat(tile(page, Signal.CPU)).containsText("Good");

        server().close();
        ask(SourceStatus.State.FAILING);

        var card = page.locator("#signals-probe");
        assertThat(card).containsText("10 of 10 unknown");
        assertThat(card).containsText("Prometheus cannot be asked: nobody listens there. The numbers below are old.");
        assertThat(page.locator("#signals-probe .signal.unknown")).hasCount(10);
        assertThat(tile(page, Signal.CPU)).containsText("45 %");
        assertThat(tile(page, Signal.CPU).locator("vigia-time")).containsText("ago");
        assertThat(page.locator(".needs")).containsText("Prometheus of probe does not answer as it should");
        assertThat(page.locator(".needs")).not().containsText("Errors 2.5 %");
        assertAccessible(page);
        assertThat(probe().reports()).allSatisfy(report -> {
            assertThat(report.state()).isEqualTo(State.UNKNOWN);
            assertThat(report.at()).isNotNull();
        });

        prometheus = server().again();
        ask(SourceStatus.State.OK);

        assertThat(card).not().containsText("unknown");
        assertThat(tile(page, Signal.ERRORS)).containsText("Alert");
    }

    private static Locator tile(Page page, Signal signal) {
        return page.locator("#signals-probe [data-signal=" + signal.text() + "]");
    }

    private Page signedIn(ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "admin", "only-for-this-test");
        page.navigate(url("overview"));
        return page;
    }
}
