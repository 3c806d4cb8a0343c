package dev.vigia.exporter;

import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static dev.vigia.runs.RunFixtures.measured;
import static dev.vigia.runs.RunFixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.kpi.KpiDecisions;
import dev.vigia.kpi.KpiWork;
import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import dev.vigia.platform.Release;
import dev.vigia.platform.security.Scope;
import dev.vigia.platform.security.Tokens;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Signal;
import dev.vigia.runs.StoredRuns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.prometheus.metrics.export.enabled=true",
            "vigia.projects[0].key=scraped",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.projects[0].signals.prometheus.url=http://127.0.0.1:9"
        })
class ExporterIntegrationTest {

    private static final ProjectKey PROJECT = new ProjectKey("scraped");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private KpiDecisions decisions;

    @Autowired
    private AlertIntake alerts;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Projects projects;

    @TestConfiguration
    static class Broken {

        @Bean
        MetricSource broken() {
            return new MetricSource() {
                @Override
                public String name() {
                    return "broken";
                }

                @Override
                public List<MetricFamily> families() {
                    throw new IllegalStateException("on purpose");
                }
            };
        }
    }

    @Test
    void saysToPrometheusHowEverythingStands() throws Exception {
        StoredRuns.store(
                context, PROJECT, measured(run(1), Map.of("rmse", 0.1)), measured(run(2), Map.of("rmse", 0.2)));
        KpiWork.drain(context, PROJECT);
        decisions.chooseBaseline(PROJECT, run(1).id(), "ana", "the first one");
        alerts.store(delivery("main", List.of(firing("ServiceDown"), firing("HighErrorRate"))));

        var scraped = scrape(token(Scope.METRICS_READ));

        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(scraped.body().lines())
                .contains(
                        "vigia_kpi_value{kpi=\"rmse\",project=\"scraped\"} 0.2",
                        "vigia_kpi_baseline{kpi=\"rmse\",project=\"scraped\"} 0.1",
                        "vigia_kpi_breach{kpi=\"rmse\",project=\"scraped\",rule=\"above-baseline-ratio-warning\",severity=\"warning\"} 1.0",
                        "vigia_source_stale{project=\"scraped\",source=\"mlflow\"} 1.0",
                        "vigia_source_stale{project=\"scraped\",source=\"prometheus\"} 1.0",
                        "vigia_versions{project=\"scraped\",verdict=\"fail\"} 0.0",
                        "vigia_metrics_up{part=\"kpis\"} 1.0",
                        "vigia_metrics_up{part=\"broken\"} 0.0",
                        "vigia_build_info{version=\"" + Release.version() + "\"} 1")
                .anyMatch(line -> line.startsWith("vigia_kpi_limit{kpi=\"rmse\"") && line.contains("} 0.11"))
                .anyMatch(line -> line.matches("vigia_alerts\\{state=\"firing\"} [2-9].*"))
                .anyMatch(line -> line.matches("vigia_alert_intake_alerts_total [2-9].*"))
                .anyMatch(line -> line.startsWith("vigia_alert_intake_seconds_bucket{outcome=\"stored\",le=\"0.1\"}"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
        assertThat(scraped.body())
                .as("what is not known has no series")
                .doesNotContain("vigia_kpi_value{kpi=\"qwk\"", "vigia_source_age_seconds{", "vigia_drift_share");
    }

    @Test
    void isForTokensOnly() throws Exception {
        assertThat(scrape(null).statusCode()).isEqualTo(401);
        assertThat(scrape(token(Scope.ALERTS_WRITE)).statusCode()).isEqualTo(403);
        assertThat(scrape(token(Scope.READ)).statusCode()).isEqualTo(200);
    }

    /// A panel that asks for a metric that nobody exports is empty for ever, and looks as if all were well.
    @Test
    void dashboardsAndRulesNameOnlyMetricsThatExist() throws Exception {
        System.gc();
        scrape(token(Scope.READ));
        var known = new TreeSet<String>();
        scrape(token(Scope.READ))
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> known.add(line.split("[{ ]", 2)[0]));
        context.getBeansOfType(MetricSource.class).values().stream()
                .filter(source -> !source.name().equals("broken"))
                .flatMap(source -> source.families().stream())
                .forEach(family -> known.add(family.name()));
        var contract = contract();
        known.addAll(contract);

        var asked = OpsQueries.all();
        assertThat(asked).as("dashboards and rules").hasSizeGreaterThan(40);
        assertThat(asked).allSatisfy((query, names) -> {
            assertThat(names).as(query).isNotEmpty();
            assertThat(known).as(query).containsAll(names);
        });
    }

    /// Those of the watched services, of which Vigía has none itself.
    @Test
    void goldenSignalsAskOnlyForMetricsThatWatchedServicesExport() throws Exception {
        var contract = contract();
        var rules = Objects.requireNonNull(projects.require(PROJECT).signals()).rules();

        assertThat(rules).hasSameSizeAs(Signal.values()).allSatisfy(rule -> {
            assertThat(OpsQueries.names(rule.query())).as(rule.query()).isNotEmpty();
            assertThat(contract).as(rule.query()).containsAll(OpsQueries.names(rule.query()));
        });
    }

    private static Set<String> contract() throws IOException {
        var names = new TreeSet<String>();
        Pattern.compile("(?m)^\\| `([a-z_]+)` \\|")
                .matcher(Files.readString(Path.of("ops/README.md")))
                .results()
                .forEach(name -> names.add(name.group(1)));
        return names;
    }

    private String token(Scope scope) {
        return tokens.issue("admin", "scrapes", Set.of(scope), Duration.ofHours(1))
                .text();
    }

    private HttpResponse<String> scrape(@Nullable String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
