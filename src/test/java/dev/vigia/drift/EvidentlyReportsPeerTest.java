package dev.vigia.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.peers.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reports that the real Evidently makes of random data, sent to a running Vigía in every form that it writes, by its
/// new interface and by its legacy one. What comes back must be what Evidently's own objects said.
///
/// Evidently 0.4 itself is no peer: it wants NumPy 1 and so an old Python. [dev.vigia.drift.evidently.EvidentlyReader]
/// is tested with reports that were recorded of it, and the legacy interface of 0.7 writes the same.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.bootstrap-token=evidently",
            "vigia.projects[0].key=reported",
            "vigia.projects[0].git.url=https://git.example.org/reported.git"
        })
class EvidentlyReportsPeerTest {

    /// A failure can be looked at again.
    private static final String SEED = "7";

    /// Forms that Evidently writes: 2 sizes and 2 methods in 14 forms each, and 2 of columns without a summary.
    private static final int REPORTS = 2 * 2 * 14 + 2;

    @TempDir
    Path folder;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void readsWhatTheRealEvidentlyWritesInEveryForm() throws Exception {
        var python = Peers.require("evidently-python");
        var curl = Peers.require("curl");
        var softly = new SoftAssertions();
        run(python, "src/test/resources/drift/make_reports.py", folder.toString(), SEED);
        var said = JsonMapper.shared().readTree(folder.resolve("said.json").toFile());
        assertThat(said.size()).isEqualTo(REPORTS);
        for (var report : said.properties()) {
            var name = report.getKey();
            var page = folder.resolve(name + ".html");
            var receipt = Files.exists(page)
                    ? sendWithPage(curl, folder.resolve(name + ".json"), page)
                    : send(Files.readString(folder.resolve(name + ".json")));
            compare(name, receipt, report.getValue(), softly);
        }
        softly.assertAll();
    }

    @Test
    void saysToARealClientThatAFileIsTooLarge() throws Exception {
        var curl = Peers.require("curl");
        var large = folder.resolve("large.html");
        Files.write(large, new byte[40 * 1024 * 1024]);
        for (String parts : List.of("report=@" + large, "html=@" + large)) {
            var answer = run(
                    curl,
                    "-sS",
                    "-w",
                    " %{http_code}",
                    "-H",
                    "Authorization: Bearer evidently",
                    "-F",
                    parts,
                    address());
            assertThat(answer)
                    .contains("The report may have 16 MB at most, its page 24 MB.")
                    .endsWith(" 413");
        }
    }

    private void compare(String name, JsonNode receipt, JsonNode said, SoftAssertions softly) throws Exception {
        softly.assertThat(receipt.path("report").isObject())
                .as(name + ": " + receipt)
                .isTrue();
        if (!receipt.path("report").isObject()) {
            return;
        }
        var id = receipt.path("report").path("id").asLong();
        var whole = ask("/" + id);
        var report = whole.path("report");
        softly.assertThat(report.path("share").asDouble(-1))
                .as(name + ": share")
                .isEqualTo(said.path("share").asDouble(-2));
        softly.assertThat(report.path("driftShare")).as(name + ": limit").isEqualTo(said.path("limit"));
        softly.assertThat(report.path("datasetDrift")).as(name + ": verdict").isEqualTo(said.path("drift"));
        softly.assertThat(report.path("testedColumns").asInt())
                .as(name + ": tested columns")
                .isEqualTo(said.path("columns").size());
        var drifted = said.path("columns")
                .valueStream()
                .filter(column -> column.get(3).booleanValue())
                .count();
        softly.assertThat(report.path("driftedColumns").asLong())
                .as(name + ": drifted columns")
                .isEqualTo(drifted);
        for (JsonNode column : said.path("columns")) {
            compareColumn(
                    name, whole.path("columns"), column, said.path("rounded").booleanValue(), softly);
        }
        softly.assertThat(whole.path("columns").size())
                .as(name)
                .isEqualTo(said.path("columns").size());
    }

    private static void compareColumn(
            String name, JsonNode columns, JsonNode said, boolean rounded, SoftAssertions softly) {
        var what = name + " " + said.get(0).stringValue();
        var ours = columns.valueStream()
                .filter(column -> column.path("column").equals(said.get(0)))
                .findFirst();
        softly.assertThat(ours).as(what).isPresent();
        if (ours.isEmpty()) {
            return;
        }
        softly.assertThat(ours.get().path("drifted")).as(what + " drifted").isEqualTo(said.get(3));
        softly.assertThat(ours.get().path("threshold").asDouble())
                .as(what + " threshold")
                .isEqualTo(said.get(2).asDouble());
        var score = ours.get().path("score");
        if (said.get(1).isString()) {
            // No number, such as NaN.
            softly.assertThat(score).as(what + " score").isEqualTo(said.get(1));
        } else {
            // Evidently sums the shares of texts in the order of a set, which changes: the last digits do, too.
            var theirs = said.get(1).doubleValue();
            softly.assertThat(score.isNumber()).as(what + " score").isTrue();
            softly.assertThat(Math.abs(score.asDouble() - theirs))
                    .as(what + " score " + score + " and " + theirs)
                    .isLessThanOrEqualTo(rounded ? 0.0005000001 : 1e-12 * Math.abs(theirs) + 1e-15);
        }
    }

    private JsonNode send(String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address()))
                .header("Authorization", "Bearer evidently")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /// As the README says.
    private JsonNode sendWithPage(Path curl, Path json, Path html) throws Exception {
        var answer = JsonMapper.shared()
                .readTree(run(
                        curl,
                        "-sS",
                        "-H",
                        "Authorization: Bearer evidently",
                        "-F",
                        "report=@" + json,
                        "-F",
                        "html=@" + html,
                        address()));
        assertThat(answer.path("report").path("html").asBoolean())
                .as(answer.toString())
                .isTrue();
        var request = HttpRequest.newBuilder(URI.create(
                        address() + "/" + answer.path("report").path("id").asLong() + "/html"))
                .header("Authorization", "Bearer evidently")
                .build();
        assertThat(http.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(Files.readAllBytes(html));
        return answer;
    }

    private JsonNode ask(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Authorization", "Bearer evidently")
                .build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private String address() {
        return "http://127.0.0.1:" + port + "/api/v1/projects/reported/drift-reports";
    }

    private String run(Path program, String... arguments) throws IOException, InterruptedException {
        var errors = folder.resolve("errors.log");
        var process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectError(errors.toFile())
                .start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
