package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.vigia.VigiaApplication;
import dev.vigia.peers.Peers;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole chain with nothing faked but the service that is watched: Prometheus with the rules that ship,
/// Alertmanager with the configuration that ships, and Vigía. Only their waits are shortened.
class AlertChainPeerTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TOKEN = "alert-chain";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();
    private final int vigiaPort;
    private final int alertmanagerPort;
    private final int prometheusPort;

    private HttpServer service;
    private ConfigurableApplicationContext vigia;
    private Process alertmanager;
    private Process prometheus;

    private volatile long good = 1_000;
    private volatile long bad;
    private volatile double drift = 0.02;

    AlertChainPeerTest() throws IOException {
        var ports = new ArrayList<ServerSocket>();
        for (int i = 0; i < 3; i++) {
            ports.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        vigiaPort = ports.get(0).getLocalPort();
        alertmanagerPort = ports.get(1).getLocalPort();
        prometheusPort = ports.get(2).getLocalPort();
        for (ServerSocket port : ports) {
            port.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        Peers.require("prometheus");
        Peers.require("alertmanager");
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/metrics", exchange -> {
            // Requests come all the time.
            good += 100;
            bad += bad > 0 ? 20 : 0;
            var body = """
                    http_requests_total{service="bankchurn-api",path="/predict",status="200"} %d
                    http_requests_total{service="bankchurn-api",path="/predict",status="500"} %d
                    ml_drift_score{model="churn"} %s
                    """.formatted(good, bad, drift).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        service.start();
        vigia = startVigia();
        alertmanager = startAlertmanager();
        prometheus = startPrometheus();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        if (vigia != null) {
            vigia.close();
        }
        if (service != null) {
            service.stop(0);
        }
        http.close();
    }

    @Test
    void carriesAnAlertFromAMetricToItsRunbookAndBackAsASilence() throws Exception {
        bad = 1;
        var episode = awaited("HighErrorRate", AlertState.FIRING);

        assertThat(episode.labels()).containsEntry("service", "bankchurn-api");
        assertThat(episode.sentence()).startsWith("bankchurn-api: ").endsWith("% of the requests fail");
        var runbooks = vigia.getBean(RunbookLibrary.class);
        assertThat(runbooks.match(episode.labels(), episode.annotations()))
                .isInstanceOfSatisfying(RunbookMatch.Found.class, found -> {
                    assertThat(found.runbook().name()).isEqualTo("high-error-rate");
                    assertThat(runbooks.render(found.runbook(), episode.labels())
                                    .blocks())
                            .isNotEmpty();
                });
        assertThat(api("/api/v1/alerts/" + episode.id())).contains("\"high-error-rate\"");

        var silences = vigia.getBean(Silences.class);
        var id = silences.make(
                "ana",
                "production",
                LabelMatchers.parse("alertname=\"HighErrorRate\", service=\"bankchurn-api\""),
                vigia.getBean(Clock.class).instant().plusSeconds(600),
                "a release is being rolled back",
                List.of(episode.id()));
        assertThat(alertmanagerSays("/api/v2/silences")).contains(id, "a release is being rolled back");
        assertThat(awaited("HighErrorRate", AlertState.SILENCED).suppression())
                .satisfies(why -> assertThat(why.author()).isEqualTo("ana"));
        silences.expire("ana", "production", id, List.of());
        awaited("HighErrorRate", AlertState.FIRING);

        // Better than the limit over the rule's five minutes, at once.
        bad = 0;
        good += 10_000_000;
        assertThat(awaited("HighErrorRate", AlertState.RESOLVED).id()).isEqualTo(episode.id());
        assertThat(episodes("HighErrorRate")).hasSize(1);
    }

    @Test
    void losesNoAlertWhicheverPartIsAwayForAWhile() throws Exception {
        vigia.close();
        drift = 0.31;
        await().atMost(LONG).until(() -> alertmanagerSays("/api/v2/alerts").contains("DataDriftDetected"));
        // Long enough for its first tries to have failed: it says so itself.
        await().atMost(LONG).until(() -> failedDeliveries() > 0);
        vigia = startVigia();
        var episode = awaited("DataDriftDetected", AlertState.FIRING);

        kill(alertmanager);
        alertmanager = startAlertmanager();
        await().atMost(LONG).until(() -> alertmanagerSays("/api/v2/alerts").contains("DataDriftDetected"));
        assertThat(awaited("DataDriftDetected", AlertState.FIRING).id()).isEqualTo(episode.id());

        kill(prometheus);
        prometheus = startPrometheus();
        await().atMost(LONG)
                .until(() -> get(prometheusPort, "/api/v1/alerts").contains("\"alertname\":\"DataDriftDetected\""));
        assertThat(episodes("DataDriftDetected"))
                .filteredOn(found -> found.state().isOpen())
                .as("nothing is there twice")
                .hasSize(1);

        drift = 0.02;
        awaited("DataDriftDetected", AlertState.RESOLVED);
        assertThat(episodes("DataDriftDetected"))
                .noneMatch(found -> found.state().isOpen());
    }

    private double failedDeliveries() throws IOException, InterruptedException {
        return alertmanagerSays("/metrics")
                .lines()
                .filter(line -> line.startsWith("alertmanager_notification_requests_failed_total{")
                        && line.contains("\"webhook\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Episode awaited(String name, AlertState state) {
        return await("for " + name + " to be " + state)
                .atMost(LONG)
                .until(
                        () -> episodes(name),
                        found -> !found.isEmpty() && found.getFirst().state() == state)
                .getFirst();
    }

    /// What fires first.
    private List<Episode> episodes(String name) {
        var query = new AlertQuery(Set.of(), LabelMatchers.parse("alertname=\"" + name + "\""), null, null, null);
        return vigia.getBean(AlertInbox.class).board(query, 10, null).rows().stream()
                .map(AlertBoard.Row::episode)
                .toList();
    }

    private ConfigurableApplicationContext startVigia() {
        return SpringApplication.run(
                VigiaApplication.class,
                "--server.port=" + vigiaPort,
                "--server.address=127.0.0.1",
                "--vigia.data-dir=" + folder.resolve("vigia"),
                "--vigia.jobs.poll=100ms",
                "--vigia.security.bootstrap-token=" + TOKEN,
                "--vigia.security.admin-password=alert-chain",
                "--vigia.alerts.compare-every=500ms",
                "--vigia.alerts.clusters[0].name=production",
                "--vigia.alerts.clusters[0].url=http://127.0.0.1:" + alertmanagerPort);
    }

    private Process startAlertmanager() throws IOException {
        var settings = Files.readString(Path.of("ops/alertmanager/alertmanager.yml"))
                .replace("http://vigia:8080", "http://127.0.0.1:" + vigiaPort)
                .replace(
                        "/run/secrets/alerts_token",
                        Files.writeString(folder.resolve("token"), TOKEN).toString())
                .replace("group_wait: 10s", "group_wait: 100ms")
                .replace("group_interval: 1m", "group_interval: 500ms");
        assertThat(settings)
                .contains(
                        folder.resolve("token").toString(),
                        "127.0.0.1:" + vigiaPort,
                        "cluster=production",
                        "group_wait: 100ms",
                        "group_interval: 500ms");
        return started(
                alertmanagerPort,
                "alertmanager",
                "--config.file=" + Files.writeString(folder.resolve("alertmanager.yml"), settings),
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + alertmanagerPort,
                "--cluster.listen-address=");
    }

    private Process startPrometheus() throws IOException {
        var rules = Files.readString(Path.of("ops/prometheus/rules.yml")).replaceAll("for: [0-9]+m", "for: 0s");
        assertThat(rules).contains("for: 0s").doesNotContainPattern("for: [0-9]+m");
        Files.writeString(folder.resolve("rules.yml"), rules);
        var settings = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 200ms
                  scrape_timeout: 200ms
                  evaluation_interval: 200ms
                rule_files: [rules.yml]
                alerting:
                  alertmanagers:
                    - static_configs: [{targets: ["127.0.0.1:%d"]}]
                scrape_configs:
                  - job_name: bankchurn
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(
                        alertmanagerPort, service.getAddress().getPort()));
        return started(
                prometheusPort,
                "prometheus",
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--rules.alert.resend-delay=500ms",
                "--web.listen-address=127.0.0.1:" + prometheusPort);
    }

    private Process started(int port, String program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Peers.require(program).toString()));
        command.addAll(List.of(arguments));
        var log = folder.resolve(program + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        started.add(process);
        await(program).atMost(LONG).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return !get(port, "/-/ready").isEmpty();
        });
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private String alertmanagerSays(String path) throws IOException, InterruptedException {
        return get(alertmanagerPort, path);
    }

    private String api(String path) throws IOException, InterruptedException {
        return get(vigiaPort, path);
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
