package dev.vigia.peers;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `./vigia doctor` before all that may be wrong, and with either database.
class DoctorIntegrationTest extends DoctorTests {

    @Test
    void saysOfEverythingThatIsWrongWhatToDo() throws Exception {
        var empty = Files.createDirectories(folder.resolve("empty"));
        var late = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        late.start();
        late.stubFor(any(anyUrl())
                .willReturn(okJson("[]")
                        .withHeader(
                                "Date",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        Instant.now().minusSeconds(3600).atOffset(ZoneOffset.UTC)))));
        late.stubFor(any(urlPathEqualTo("/guarded/api/v1/query"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(401)));
        var nobody = AlertmanagerServer.freePort();
        var migrated = migrated();
        try (var connection = DriverManager.getConnection(migrated.url(), migrated.username(), migrated.password());
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                            + " \"script\", \"installed_by\", \"execution_time\", \"success\")"
                            + " values (9999, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 1, true)");
        }
        try {
            var settings = new ArrayList<>(database(migrated));
            settings.addAll(List.of(
                    "vigia.data-dir=" + folder.resolve("data"),
                    "vigia.file-roots[0]=" + folder,
                    "vigia.alerts.clusters[0].name=late",
                    "vigia.alerts.clusters[0].url=http://127.0.0.1:" + late.port(),
                    "vigia.alerts.clusters[1].name=away",
                    "vigia.alerts.clusters[1].url=http://127.0.0.1:" + nobody,
                    "vigia.notifications.receivers[0].name=near",
                    "vigia.notifications.receivers[0].kind=webhook",
                    "vigia.notifications.receivers[0].url=http://127.0.0.1:" + late.port() + "/s3cret-path",
                    "vigia.notifications.receivers[1].name=far",
                    "vigia.notifications.receivers[1].kind=slack",
                    "vigia.notifications.receivers[1].url=http://127.0.0.1:" + nobody + "/s3cret-path",
                    "vigia.notifications.receivers[2].name=plain",
                    "vigia.notifications.receivers[2].kind=teams",
                    "vigia.notifications.receivers[2].url=https://127.0.0.1:" + late.port() + "/s3cret-path",
                    "vigia.projects[0].key=churn",
                    "vigia.projects[0].git.url=" + repository("nightly").toUri(),
                    "vigia.projects[0].git.version-tags=v.*",
                    "vigia.projects[0].dvc.remotes.store.url=" + folder.resolve("no-store"),
                    "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:" + nobody,
                    "vigia.projects[1].key=gone",
                    "vigia.projects[1].git.url=" + empty.toUri(),
                    "vigia.projects[1].git.version-tags=v.*",
                    "vigia.projects[0].signals.prometheus.url=http://127.0.0.1:" + nobody,
                    "vigia.projects[1].signals.prometheus.url=http://127.0.0.1:" + late.port() + "/guarded",
                    "vigia.projects[1].signals.prometheus.token=s3cret",
                    "vigia.projects[2].key=other",
                    "vigia.projects[2].git.url=" + empty.toUri(),
                    "vigia.projects[2].signals.prometheus.url=http://127.0.0.1:" + late.port()));
            var ended = doctor(settings);
            assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(1);
            assertThat(ended.levels())
                    .as(ended.out())
                    .contains(
                            "Database/migrations: wrong",
                            "Runs/churn: wrong",
                            "Version tags/churn: wrong",
                            "Version tags/gone: wrong",
                            "DVC remotes/churn: store: wrong",
                            "Alertmanager/late: ok",
                            "Alertmanager/away: wrong",
                            "Notifications/near: ok",
                            "Notifications/far: wrong",
                            "Notifications/plain: wrong",
                            "Prometheus/churn: wrong",
                            "Prometheus/gone: wrong",
                            "Prometheus/other: wrong",
                            "Clock/127.0.0.1:" + late.port() + ": wrong");
            assertThat(ended.said("Database"))
                    .contains("A newer Vigía has written this database", "Start that release");
            assertThat(ended.said("Version tags")).contains("None of the 1 tags", "Correct git.version-tags");
            assertThat(ended.said("DVC remotes")).contains("no folder");
            assertThat(ended.said("Prometheus").lines())
                    .satisfiesExactly(
                            away -> assertThat(away)
                                    .contains("127.0.0.1:" + nobody, "nobody listens there", "See that it runs"),
                            shut -> assertThat(shut).contains("answers 401", "set signals.prometheus.token"),
                            other -> assertThat(other).contains("no Prometheus", "where Prometheus itself answers"));
            assertThat(ended.out() + ended.err()).doesNotContain("s3cret");
            assertThat(ended.said("Notifications"))
                    .contains("is reached; nothing was sent", "is not reached", "not as a trustworthy https server");
            assertThat(ended.out()).doesNotContain("s3cret-path");
            assertThat(late.getAllServeEvents())
                    .noneMatch(event -> event.getRequest().getUrl().contains("s3cret-path"));
            assertThat(ended.said("Clock"))
                    .containsPattern("Our clock is 3[56][0-9]{2} s ahead")
                    .contains("NTP");
        } finally {
            late.stop();
        }
    }
}
