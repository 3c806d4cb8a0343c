package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `./vigia doctor` before real servers, and where there is no database yet, or one that is in use.
class DoctorPeerTest extends DoctorTests {

    @Test
    void findsRealServersInOrder() throws Exception {
        Files.createDirectories(folder.resolve("store"));
        var repository = repository("v1.0.0", "v1.1.0", "nightly");
        var port = AlertmanagerServer.freePort();
        var asked = AlertmanagerServer.freePort();
        try (var mlflow = MlflowServer.start(Files.createDirectories(folder.resolve("mlflow")), "--workers", "1");
                var alertmanager = AlertmanagerServer.start(
                        Files.createDirectories(folder.resolve("alertmanager")),
                        port,
                        AlertmanagerServer.deliveringTo(port, "none", ""));
                var prometheus =
                        PrometheusServer.start(Files.createDirectories(folder.resolve("prometheus")), asked, """
                                scrape_configs: []
                                """)) {
            assertThat(prometheus.numbers("vector(1)")).containsExactly(1.0);
            var settings = new ArrayList<>(database(migrated()));
            settings.addAll(List.of(
                    "vigia.data-dir=" + folder.resolve("data"),
                    "vigia.file-roots[0]=" + folder,
                    "vigia.alerts.clusters[0].name=main",
                    "vigia.alerts.clusters[0].url=http://127.0.0.1:" + port,
                    "vigia.projects[0].key=churn",
                    "vigia.projects[0].git.url=" + repository.toUri(),
                    "vigia.projects[0].git.version-tags=v.*",
                    "vigia.projects[0].dvc.remotes.store.url=" + folder.resolve("store"),
                    "vigia.projects[0].mlflow.tracking-uri=" + mlflow.uri(),
                    "vigia.projects[0].signals.prometheus.url=http://127.0.0.1:" + asked,
                    "vigia.projects[0].signals.overrides.cpu.query=vector(0.5)"));
            var ended = doctor(settings);
            assertThat(ended.levels())
                    .as(ended.out() + ended.err())
                    .containsSequence(
                            "Configuration/: ok",
                            "Database/: ok",
                            "Database/migrations: ok",
                            "Runs/churn: ok",
                            "Version tags/churn: ok",
                            "DVC remotes/churn: store: ok",
                            "Alertmanager/main: ok",
                            "Prometheus/churn: note")
                    .contains("Disk/: ok", "Clock/: ok")
                    .noneMatch(line -> line.endsWith("wrong"));
            assertThat(ended.said("Runs")).contains("answers; experiments: 1");
            assertThat(ended.said("Version tags")).contains("tags: 3, versions among them: 2");
            assertThat(ended.said("Prometheus"))
                    .contains("answers, but not for all signals", "errors, ", "No series answers", "signals.without")
                    .doesNotContain("cpu");
            assertThat(ended.said("Clock")).contains("those of the 3 servers");
            assertThat(ended.code()).isZero();
        }
    }

    @Test
    void namesTheWrongSettingAndTheMissingDatabase() throws Exception {
        var mistaken = doctor(List.of("vigia.data-dir=" + folder, "vigia.projects[0].key=Not a key"));
        assertThat(mistaken.code()).isEqualTo(1);
        assertThat(mistaken.said("Configuration")).contains("vigia.projects[0].key", "Not a key");

        var away = doctor(List.of(
                "vigia.data-dir=" + folder,
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + AlertmanagerServer.freePort()
                        + "/vigia?password=s3cret",
                "spring.datasource.username=vigia"));
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.said("Database")).as(away.out()).contains("It does not answer", "Check spring.datasource.url");
        assertThat(away.out()).doesNotContain("s3cret");
        assertThat(away.levels()).contains("Configuration/: note", "Alertmanager/: note", "Disk/: ok");
    }

    @Test
    void seesThatVigiaIsRunningOnTheEmbeddedDatabase() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("vigia");
        var before = doctor(List.of("vigia.data-dir=" + folder));
        assertThat(before.said("Database")).as(before.out()).contains("There is none yet");
        try (var running = DriverManager.getConnection(url, "vigia", "")) {
            var ended = doctor(List.of("vigia.data-dir=" + folder));
            assertThat(running.isValid(1)).isTrue();
            assertThat(ended.said("Database")).contains("is in use: Vigía is running");
            assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        }
    }
}
