package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import dev.vigia.peers.Peers;
import dev.vigia.projects.SourceFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// The real Alertmanager delivers here and is asked back.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.bootstrap-token=alertmanager-peer",
            "vigia.alerts.clusters[0].name=main",
            "vigia.alerts.gone-after=1s"
        })
class AlertmanagerPeerTest {

    private static final int PORT = freePort();
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static @Nullable Process alertmanager;

    @LocalServerPort
    private int port;

    @Autowired
    private AlertInbox inbox;

    @Autowired
    private Silences silences;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private Clock clock;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("vigia.alerts.clusters[0].url", () -> "http://127.0.0.1:" + PORT);
    }

    @BeforeEach
    void startOnce() throws IOException {
        if (alertmanager != null) {
            return;
        }
        var program = Peers.require("alertmanager");
        var settings = folder.resolve("alertmanager.yml");
        Files.writeString(settings, """
                route:
                  receiver: vigia
                  group_by: [alertname]
                  group_wait: 100ms
                  group_interval: 300ms
                inhibit_rules:
                  - source_matchers: [alertname="Cause"]
                    target_matchers: [alertname="Effect"]
                receivers:
                  - name: vigia
                    webhook_configs:
                      - url: http://127.0.0.1:%d/api/v1/alerts/alertmanager?cluster=main
                        http_config:
                          authorization:
                            credentials: alertmanager-peer
                """.formatted(port));
        alertmanager = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + settings,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + PORT,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        await().atMost(LONG).ignoreExceptions().until(() -> get("/-/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (alertmanager != null) {
            alertmanager.destroy();
            alertmanager.waitFor();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void tell(String name, Instant starts, @Nullable Instant ends) throws IOException, InterruptedException {
        var alert = new LinkedHashMap<String, Object>();
        alert.put("labels", Map.of("alertname", name, "severity", "warning", "team", "ml"));
        alert.put("annotations", Map.of("summary", name + " happens"));
        alert.put("startsAt", starts.toString());
        alert.put("endsAt", (ends == null ? starts.plusSeconds(3_600) : ends).toString());
        var response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(List.of(alert))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private Episode awaited(String name, AlertState state) {
        return await().atMost(LONG).until(() -> newest(name), found -> found != null && found.state() == state);
    }

    private @Nullable Episode newest(String name) {
        var query = new AlertQuery(Set.of(), LabelMatchers.parse("alertname=\"" + name + "\""), null, null, null);
        return inbox.board(query, 10, null).rows().stream()
                .map(AlertBoard.Row::episode)
                .findFirst()
                .orElse(null);
    }

    private List<Kind> kinds(Episode episode) {
        return inbox.find(episode.id()).orElseThrow().timeline().stream()
                .map(TimelineEntry::kind)
                .toList();
    }

    @Test
    void storesWhatItDeliversUnderItsOwnFingerprint() throws Exception {
        var start = clock.instant();
        tell("Delivered", start, null);

        var episode = awaited("Delivered", AlertState.FIRING);
        assertThat(get("/api/v2/alerts").body()).contains(episode.alert().hex());
        reconciliation.run("main");
        assertThat(awaited("Delivered", AlertState.FIRING).id()).isEqualTo(episode.id());

        tell("Delivered", start, clock.instant());

        assertThat(awaited("Delivered", AlertState.RESOLVED).ending()).isEqualTo(Ending.RESOLVED);
    }

    @Test
    void silencesThereAndShowsItHereUntilTheAlertIsGone() throws Exception {
        var start = clock.instant();
        tell("Noisy", start, null);
        var episode = awaited("Noisy", AlertState.FIRING);
        var matchers = LabelMatchers.parse("alertname=\"Noisy\"");

        assertThat(silences.preview("main", matchers)).satisfies(preview -> {
            assertThat(preview.hides()).isEqualTo(1);
            assertThat(preview.some()).extracting(Episode::id).containsExactly(episode.id());
            assertThat(preview.warning()).isNull();
        });
        assertThat(silences.preview("main", LabelMatchers.parse("team=~\".*\"")).warning())
                .isNotNull();
        var id = silences.make(
                "ana", "main", matchers, clock.instant().plusSeconds(600), "known, fix is on its way", episode.id());

        assertThat(get("/api/v2/silences").body()).contains(id).contains("known, fix is on its way");
        var silenced = awaited("Noisy", AlertState.SILENCED);
        assertThat(silenced.suppression()).satisfies(held -> {
            assertThat(held.author()).isEqualTo("ana");
            assertThat(held.by()).isEqualTo(id);
            assertThat(held.until()).isAfter(clock.instant());
        });
        assertThat(kinds(silenced)).contains(Kind.SILENCE_MADE, Kind.SILENCED);

        var longer = silences.extend("ana", "main", id, clock.instant().plusSeconds(1_200));
        assertThat(silences.all("main"))
                .filteredOn(silence -> silence.id().equals(longer))
                .singleElement()
                .satisfies(silence -> {
                    assertThat(silence.matchers()).isEqualTo(matchers);
                    assertThat(silence.endsAt()).isAfter(clock.instant().plusSeconds(1_000));
                });

        // Its resolve is never sent.
        tell("Noisy", start, clock.instant());
        await().atMost(LONG).pollInterval(Duration.ofMillis(300)).until(() -> {
            reconciliation.run("main");
            var now = newest("Noisy");
            return now != null && now.ending() == Ending.GONE;
        });
        silences.expire("ana", "main", longer);
        assertThat(silences.all("main"))
                .filteredOn(silence -> silence.id().equals(longer))
                .noneMatch(Silence::active);
    }

    @Test
    void showsWhatIsInhibitedThoughItIsNeverDelivered() throws Exception {
        var start = clock.instant();
        tell("Cause", start, null);
        awaited("Cause", AlertState.FIRING);
        tell("Effect", start, null);
        await().atMost(LONG).until(() -> {
            reconciliation.run("main");
            var now = newest("Effect");
            return now != null && now.state() == AlertState.INHIBITED;
        });
        tell("Cause", start, clock.instant());
        await().atMost(LONG).until(() -> {
            reconciliation.run("main");
            var now = newest("Effect");
            return now != null && now.state() == AlertState.FIRING;
        });
        assertThat(kinds(awaited("Effect", AlertState.FIRING))).contains(Kind.INHIBITED, Kind.UNSUPPRESSED);
        tell("Effect", start, clock.instant());
        awaited("Effect", AlertState.RESOLVED);
    }

    @Test
    void saysWhatIsWrongWithASilence() {
        var soon = clock.instant().plusSeconds(60);
        var one = LabelMatchers.parse("alertname=\"X\"");
        assertThatThrownBy(() -> silences.make("ana", "main", LabelMatchers.ALL, soon, "why", null))
                .hasMessageContaining("label");
        assertThatThrownBy(() -> silences.make("ana", "main", one, clock.instant(), "why", null))
                .hasMessageContaining("future");
        assertThatThrownBy(() -> silences.make("ana", "main", one, soon, " ", null))
                .hasMessageContaining("why");
        assertThatThrownBy(() -> silences.make("ana", "elsewhere", one, soon, "why", null))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("vigia.alerts.clusters[].url");
    }

    @Test
    void keepsWhatFiresAndSaysSoWhenItCannotBeAsked() {
        assertThat(reconciliation.run("elsewhere")).isFalse();
        assertThat(inbox.clusters())
                .filteredOn(cluster -> cluster.name().equals("elsewhere"))
                .singleElement()
                .satisfies(cluster -> assertThat(cluster.errorCode()).isEqualTo("alertmanager-unknown"));
    }
}
