package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs `./vigia doctor` as a process of its own.
abstract class DoctorTests {

    @TempDir
    Path folder;

    record Ended(int code, String out, String err) {

        /// Each finding as `part/what: level`.
        List<String> levels() {
            return findings().stream()
                    .map(line ->
                            line.get("part").asString() + "/" + line.get("what").asString() + ": "
                                    + line.get("level").asString())
                    .toList();
        }

        String said(String part) {
            return findings().stream()
                    .filter(line -> line.get("part").asString().equals(part))
                    .map(line -> line.get("said").asString() + " → "
                            + line.get("next").asString(""))
                    .reduce("", (all, one) -> all + one + "\n");
        }

        private List<JsonNode> findings() {
            var all = new ArrayList<JsonNode>();
            JsonMapper.shared().readTree(out).get("findings").forEach(all::add);
            return all;
        }
    }

    TestDatabase.Settings migrated() {
        var settings = TestDatabase.isPostgresql()
                ? TestDatabase.fresh()
                : new TestDatabase.Settings("jdbc:h2:file:" + folder.resolve("vigia"), "vigia", "");
        var vendor = TestDatabase.isPostgresql() ? "postgresql" : "h2";
        Flyway.configure()
                .dataSource(settings.url(), settings.username(), settings.password())
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .load()
                .migrate();
        return settings;
    }

    static List<String> database(TestDatabase.Settings settings) {
        return List.of(
                "spring.datasource.url=" + settings.url(),
                "spring.datasource.username=" + settings.username(),
                "spring.datasource.password=" + settings.password());
    }

    Path repository(String... tags) throws Exception {
        var repository = Files.createDirectories(folder.resolve("repository"));
        var script = "git init -q -b main . && git commit -q --allow-empty -m first";
        for (String tag : tags) {
            script += " && git tag " + tag;
        }
        var process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b; "
                                + script)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return repository;
    }

    Ended doctor(List<String> settings) throws Exception {
        var out = folder.resolve("out.json");
        var err = folder.resolve("err.txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                VigiaProcess.classPath(),
                "dev.vigia.DoctorCommand",
                "--format",
                "json",
                "--"));
        settings.forEach(setting -> command.add("--" + setting));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
