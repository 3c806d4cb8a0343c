package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.notify.Recorder;
import dev.vigia.platform.EcsLines;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The processes of `docker-compose.yml` with its environment and the files that it mounts, without the containers.
/// Only names of hosts, places of files and waits are others.
class ComposePeerTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Map<String, String> SECRETS = Map.of(
            "VIGIA_ADMIN_PASSWORD", "an-administrator",
            "VIGIA_DATABASE_PASSWORD", "a-database-password",
            "VIGIA_METRICS_TOKEN", "a-token-for-prometheus",
            "VIGIA_ALERTS_TOKEN", "a-token-for-alertmanager");

    @TempDir
    Path folder;

    /// Where each service is, by the name and port that the files give it.
    private final Map<String, String> places = new HashMap<>();

    @Test
    void carriesARunOfMlflowThroughPrometheusAndAlertmanagerToTheInboxAndToSlack() throws Exception {
        Peers.require("prometheus");
        Peers.require("alertmanager");
        var compose = ComposeFile.read();
        var asked = AlertmanagerServer.freePort();
        var told = AlertmanagerServer.freePort();
        try (var database = database(compose);
                var mlflow = MlflowServer.start(Files.createDirectories(folder.resolve("mlflow")))) {
            places.put("database:5432", "127.0.0.1:" + database.getPort());
            places.put("mlflow:5000", mlflow.uri().replace("http://", ""));
            places.put("prometheus:9090", "127.0.0.1:" + asked);
            places.put("localhost:9090", "127.0.0.1:" + asked);
            places.put("alertmanager:9093", "127.0.0.1:" + told);
            try (var vigia = vigia(compose)) {
                places.put("vigia:8080", vigia.address());
                try (var alertmanager = AlertmanagerServer.start(
                                Files.createDirectories(folder.resolve("alertmanager")),
                                told,
                                file("ops/alertmanager/alertmanager.yml"));
                        var prometheus =
                                PrometheusServer.start(rules(), asked, file("ops/prometheus/prometheus.yml"))) {
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(prometheus.numbers("up == 1"))
                                    .as("vigia, prometheus and alertmanager are scraped")
                                    .hasSize(3));

                    log(mlflow, "qwk", 0.5);
                    assertThat(vigia.post("/api/v1/projects/example/sync").statusCode())
                            .isEqualTo(202);

                    await().atMost(LONG)
                            .untilAsserted(
                                    () -> assertThat(prometheus.numbers("vigia_kpi_breach{project=\"example\"} == 1"))
                                            .as("exported")
                                            .hasSize(1));
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(prometheus.numbers("ALERTS{alertname=\"KpiBreach\"}"))
                                    .as("raised")
                                    .hasSize(1));
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(
                                            alertmanager.get("/api/v2/alerts").body())
                                    .contains("\"kpi_rule\":\"below-warning\""));
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(inbox(vigia)).isNotEmpty());
                    assertThat(inbox(vigia))
                            .as("one alert, the one that came back")
                            .singleElement()
                            .satisfies(alert -> {
                                assertThat(alert.get("labels").get("alertname").asString())
                                        .isEqualTo("KpiBreach");
                                assertThat(alert.get("project").asString()).isEqualTo("example");
                                assertThat(alert.get("runbook").asString()).isEqualTo("model-degradation");
                            });
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(Recorder.shared().requests("compose-slack"))
                                    .anySatisfy(message -> assertThat(message.body())
                                            .contains(
                                                    "example: qwk is beyond its limit",
                                                    "http://localhost:8080/runbooks/model-degradation")));
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(seriesOfDashboards())
                                    .as(
                                            "what Grafana's panels show: all but drift and baselines, of which one run has none")
                                    .hasSizeGreaterThan(30)
                                    .satisfies(series -> assertThat(series.entrySet().stream()
                                                    .filter(query -> query.getValue() == 0)
                                                    .map(Map.Entry::getKey))
                                            .containsExactlyInAnyOrder(
                                                    "vigia_drift_share{project=~\"$project\"}",
                                                    "vigia_kpi_baseline{project=~\"$project\", kpi=\"$kpi\"}")));
                }
                assertThat(vigia.printed()).doesNotContain(SECRETS.values());
                assertThat(vigia.printed().lines().map(JsonMapper.shared()::readTree))
                        .as("every line is JSON")
                        .anySatisfy(line -> {
                            assertThat(EcsLines.at(line, "event.action")).isEqualTo("alert-fired");
                            assertThat(EcsLines.at(line, "vigia.project")).isEqualTo("example");
                            assertThat(EcsLines.at(line, "vigia.alert")).isEqualTo("KpiBreach");
                            assertThat(EcsLines.at(line, "vigia.kpi")).isEqualTo("qwk");
                        });
            }
        }
    }

    private VigiaProcess vigia(ComposeFile compose) throws IOException {
        var environment = compose.environment("vigia", SECRETS);
        var config = Objects.requireNonNull(compose.service("vigia")
                .file(Objects.requireNonNull(environment.remove("SPRING_CONFIG_IMPORT"))
                        .replace("file:", "")));
        var given = Files.writeString(folder.resolve("vigia.yaml"), file(config.toString()));
        environment.put("SPRING_CONFIG_IMPORT", "file:" + given);
        environment.replaceAll((_, value) -> here(value));
        return VigiaProcess.start(
                folder.resolve("data"),
                environment,
                List.of(
                        "vigia.notifications.receivers[0].name=ops",
                        "vigia.notifications.receivers[0].kind=slack",
                        "vigia.notifications.receivers[0].url="
                                + Recorder.shared().url("compose-slack"),
                        "vigia.notifications.receivers[0].text={{sentence}} {{annotations.runbook_url}}",
                        "vigia.notifications.rules[0].receiver=ops",
                        "vigia.notifications.rules[0].events=alert-fired"));
    }

    /// With the user and the database that its container makes at its first start.
    private static EmbeddedPostgres database(ComposeFile compose) throws IOException, SQLException {
        var made = compose.environment("database", SECRETS);
        var server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            var user = made.get("POSTGRES_USER");
            statement.execute("create role " + user + " superuser login password '"
                    + SECRETS.get("VIGIA_DATABASE_PASSWORD") + "'");
            statement.execute("create database " + made.get("POSTGRES_DB") + " owner " + user);
        }
        return server;
    }

    private String here(String text) {
        var moved = text;
        for (var place : places.entrySet()) {
            moved = moved.replace(place.getKey(), place.getValue());
        }
        return moved;
    }

    /// A shipped file with the places of here.
    private String file(String path) throws IOException {
        var text = here(Files.readString(Path.of(path)));
        for (var secret : Map.of("metrics_token", "VIGIA_METRICS_TOKEN", "alerts_token", "VIGIA_ALERTS_TOKEN")
                .entrySet()) {
            var file = folder.resolve(secret.getKey());
            Files.writeString(file, Objects.requireNonNull(SECRETS.get(secret.getValue())));
            text = text.replace("/run/secrets/" + secret.getKey(), file.toString());
        }
        return text.replace("_interval: 15s", "_interval: 1s")
                .replace("group_wait: 10s", "group_wait: 100ms")
                .replace("group_interval: 1m", "group_interval: 500ms")
                .replaceAll("for: \\d+m", "for: 0s");
    }

    /// The folder that Prometheus reads, with the rules beside its configuration.
    private Path rules() throws IOException {
        var here = Files.createDirectories(folder.resolve("prometheus"));
        for (var name : List.of("rules.yml", "vigia-rules.yml")) {
            Files.writeString(here.resolve(name), file("ops/prometheus/" + name));
        }
        return here;
    }

    /// What the dashboards get from the data source that Grafana is given.
    private Map<String, Integer> seriesOfDashboards() throws IOException {
        var source =
                ComposeFile.provisioned(file("ops/grafana/provisioning/datasources/prometheus.yml"), "datasources");
        var prometheus = String.valueOf(source.get("url"));
        var series = new TreeMap<String, Integer>();
        try (var http = HttpClient.newHttpClient()) {
            for (var file : GrafanaDashboard.files()) {
                series.putAll(GrafanaDashboard.read(file).ask(http, prometheus));
            }
        }
        return series;
    }

    /// As MLflow's client does it: a finished run with one metric.
    private static void log(MlflowServer mlflow, String metric, double value) throws IOException, InterruptedException {
        var now = System.currentTimeMillis();
        var run = mlflow(mlflow, "create", "{\"experiment_id\": \"0\", \"start_time\": %d}".formatted(now))
                .get("run")
                .get("info")
                .get("run_id")
                .asString();
        mlflow(
                mlflow,
                "log-metric",
                "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": %s, \"timestamp\": %d}"
                        .formatted(run, metric, value, now));
        mlflow(
                mlflow,
                "update",
                "{\"run_id\": \"%s\", \"status\": \"FINISHED\", \"end_time\": %d}".formatted(run, now));
    }

    private static JsonNode mlflow(MlflowServer mlflow, String act, String json)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(mlflow.uri() + "/api/2.0/mlflow/runs/" + act))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(answer.body());
        }
    }

    /// What fires of the KPI. Where the machine is busy something else may be late, and an alert too.
    private static List<JsonNode> inbox(VigiaProcess vigia) throws IOException {
        return StreamSupport.stream(
                        vigia.ask("/api/v1/alerts?state=firing").get("alerts").spliterator(), false)
                .filter(alert -> alert.get("labels").has("kpi")
                        && alert.get("labels").get("kpi").asString().equals("qwk"))
                .toList();
    }
}
