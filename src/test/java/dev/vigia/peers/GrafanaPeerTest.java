package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The dashboards, held against the types that Grafana publishes with the release of `docker-compose.yml`.
class GrafanaPeerTest {

    private static final Pattern FOUND = Pattern.compile("(?m)^([\\w-]+)\\.ts\\(\\d+,\\d+\\): error");

    /// What is wrong, by what is right. All of these Grafana would load, and show something else or nothing.
    private static final Map<String, String> MISTAKES = Map.ofEntries(
            Map.entry("\"textMode\": \"name\"", "\"textMode\": \"names\""),
            Map.entry("\"graphMode\": \"none\"", "\"graphModes\": \"none\""),
            Map.entry("\"lineInterpolation\": \"stepAfter\"", "\"lineInterpolation\": \"step\""),
            Map.entry("\"spanNulls\": true", "\"spanNull\": true"),
            Map.entry("\"fill\": \"dash\"", "\"fill\": \"dashed\""),
            Map.entry("\"id\": \"custom.lineStyle\"", "\"id\": \"custom.lineStyles\""),
            Map.entry("\"type\": \"timeseries\"", "\"type\": \"graph\""),
            Map.entry("\"expr\": ", "\"query\": "),
            Map.entry("\"refresh\": 2", "\"refresh\": 7"),
            Map.entry("\"schemaVersion\": 39", "\"schemaVersion\": \"39\""),
            Map.entry("\"uid\": \"vigia-kpis\",", ""));

    @TempDir
    Path folder;

    private Path node = Path.of("");

    @BeforeEach
    void bringTheTypes() throws IOException {
        node = Peers.require("node");
        Files.createSymbolicLink(
                folder.resolve("node_modules"),
                Peers.require("tsc").resolve("../..").normalize());
        Files.copy(Path.of("src/test/resources/grafana/schema.ts"), folder.resolve("schema.ts"));
    }

    @Test
    void theTypesAreOfTheGrafanaThatIsStarted() throws IOException {
        var published = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("node_modules/@grafana/schema/package.json")));
        assertThat(ComposeFile.read().service("grafana").image())
                .isEqualTo("grafana/grafana:" + published.get("version").asString());
    }

    @Test
    void everyDashboardIsAsGrafanaReadsIt() throws Exception {
        for (var file : GrafanaDashboard.files()) {
            write(file.getFileName().toString().replace(".json", ""), Files.readString(file));
        }
        assertThat(folder.toFile().list()).hasSize(6);
        assertThat(check()).isEmpty();
    }

    @Test
    void aMistakeIsFound() throws Exception {
        var right = Files.readString(Path.of("ops/grafana/vigia-kpis.json"));
        var names = new ArrayList<String>();
        for (var mistake : MISTAKES.entrySet()) {
            assertThat(right).contains(mistake.getKey());
            var name = "mistake-" + names.size();
            write(name, right.replaceFirst(Pattern.quote(mistake.getKey()), mistake.getValue()));
            names.add(name);
        }
        var said = check();
        assertThat(FOUND.matcher(said).results().map(found -> found.group(1)).distinct())
                .as(said)
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(
                folder.resolve(name + ".ts"),
                "import type { Shipped } from './schema';\nexport const dashboard: Shipped = " + json);
    }

    /// What the compiler of these types says.
    private String check() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                node.toString(),
                folder.resolve("node_modules/typescript/bin/tsc").toString(),
                "--noEmit",
                "--strict",
                "--exactOptionalPropertyTypes",
                "--skipLibCheck",
                "--target",
                "es2022",
                "--module",
                "esnext",
                "--moduleResolution",
                "bundler"));
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".ts"))
                    .forEach(file -> command.add(file.getFileName().toString()));
        }
        var ended = Ended.run(folder, command);
        assertThat(ended.code() == 0)
                .as(ended.output())
                .isEqualTo(ended.output().isBlank());
        return ended.output();
    }
}
