package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import dev.vigia.peers.AlertmanagerServer;
import dev.vigia.projects.SourceFailure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/// The real Alertmanager delivers here and is asked back.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.bootstrap-token=alertmanager-peer",
            "vigia.alerts.clusters[0].name=main",
            "vigia.alerts.gone-after=1s"
        })
class AlertmanagerPeerTest {

    private static final int PORT = AlertmanagerServer.freePort();
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static @Nullable AlertmanagerServer alertmanager;

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

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("vigia.alerts.clusters[0].url", () -> "http://127.0.0.1:" + PORT);
    }

    @BeforeEach
    void startOnce() throws IOException {
        if (alertmanager == null) {
            alertmanager = AlertmanagerServer.start(
                    folder, PORT, AlertmanagerServer.deliveringTo(port, "alertmanager-peer", """
                            inhibit_rules:
                              - source_matchers: [alertname="Cause"]
                                target_matchers: [alertname="Effect"]
                            """));
        }
    }

    @AfterAll
    static void stop() {
        if (alertmanager != null) {
            alertmanager.close();
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Objects.requireNonNull(alertmanager).get(path);
    }

    private static void tell(String name, Instant starts, @Nullable Instant ends)
            throws IOException, InterruptedException {
        Objects.requireNonNull(alertmanager)
                .tell(Map.of("alertname", name, "severity", "warning", "team", "ml"), name + " happens", starts, ends);
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
                "ana",
                "main",
                matchers,
                clock.instant().plusSeconds(600),
                "known, fix is on its way",
                List.of(episode.id()));

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
        silences.expire("ana", "main", longer, List.of(silenced.id()));
        assertThat(silences.all("main"))
                .filteredOn(silence -> silence.id().equals(longer))
                .allMatch(Silence::isOver);
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
        assertThatThrownBy(() -> silences.make("ana", "main", LabelMatchers.ALL, soon, "why", List.of()))
                .hasMessageContaining("label");
        assertThatThrownBy(() -> silences.make("ana", "main", one, clock.instant(), "why", List.of()))
                .hasMessageContaining("future");
        assertThatThrownBy(() -> silences.make("ana", "main", one, soon, " ", List.of()))
                .hasMessageContaining("why");
        assertThatThrownBy(() -> silences.make("ana", "elsewhere", one, soon, "why", List.of()))
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
