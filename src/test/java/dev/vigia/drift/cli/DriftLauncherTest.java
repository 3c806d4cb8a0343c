package dev.vigia.drift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.peers.Peers;
import dev.vigia.platform.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.json.JsonMapper;

/// `./vigia drift` as people and CI call it: the real launcher, a process of its own, the classes as they are built.
/// The launcher stands in a folder that it takes for built, so that Maven does not run within Maven; of the
/// application's classes there are only those of drift.
@DisabledOnOs(OS.WINDOWS)
class DriftLauncherTest extends DriftCommandTests {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private Path vigia = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        var project = Files.createDirectories(temp.resolve("project"));
        vigia = Files.copy(Path.of("vigia"), project.resolve("vigia"));
        Files.setLastModifiedTime(Files.writeString(project.resolve("pom.xml"), "<project/>"), FileTime.from(LONG_AGO));
        var main = project.resolve("target/classes/dev/vigia/VigiaApplication.class");
        Files.createDirectories(main.getParent());
        Files.createFile(main);
        for (var needed : List.of("dev/vigia/drift", "dev/vigia/platform/Release.class", "META-INF")) {
            copy(Path.of("target/classes"), needed, project.resolve("target/classes"));
        }
        var work = Files.createDirectories(project.resolve("target/vigia-launcher"));
        Files.writeString(work.resolve("classpath"), System.getProperty("java.class.path"));
        Files.createFile(work.resolve("built"));
    }

    @Test
    void tellsCiByItsExitCode() throws Exception {
        csv("r.csv", "x,y", 200, i -> i + "," + i);
        csv("same.csv", "x,y", 200, i -> i + "," + i);
        csv("moved.csv", "x,y", 200, i -> (i + 100) + "," + i);
        csv("one.csv", "x,y", 1, i -> "1,1");
        long start = System.nanoTime();
        var same = launch("--reference", "r.csv", "--current", "same.csv");
        System.out.println("./vigia drift, from call to end: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(same.code()).isZero();
        assertThat(same.out()).endsWith("No drift: 0 of 2 tested columns drifted (0.0 %, limit 50.0 %)\n");
        assertThat(launch("--reference", "r.csv", "--current", "moved.csv").code())
                .isEqualTo(1);
        for (var bad : List.of("one.csv", "none.csv")) {
            var ended = launch("--reference", "r.csv", "--current", bad, "--json", "out.json", "--html", "out.html");
            assertThat(ended.code()).as(bad).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("vigia: The current file").hasLineCount(1);
            assertThat(temp.resolve("out.json")).doesNotExist();
            assertThat(temp.resolve("out.html")).doesNotExist();
        }
        assertThat(launch("--reference", "r.csv").code()).isEqualTo(2);
        assertThat(launch("--version").out()).contains("Vigía " + Release.version());
        assertThat(launch("--help").out()).contains("--allow-missing-columns", "Exit code: 0 no drift, 1 drift");
    }

    @Test
    void keepsTheContractOfItsJson() throws Exception {
        csv("r.csv", "x,p,old", 200, i -> i + "," + i % 2 + ",1");
        csv("c.csv", "x,p", 200, i -> (i + 100) + "," + i % 2);
        var ended = launch(
                "--reference",
                "r.csv",
                "--current",
                "c.csv",
                "--json",
                "-",
                "--prediction",
                "p",
                "--all-scores",
                "--html",
                "out.html",
                "--prometheus",
                "out.prom",
                "--allow-missing-columns");
        assertThat(ended.err()).isEmpty();
        var root = JsonMapper.shared().readTree(ended.out());
        assertThat(root.propertyNames())
                .containsExactly(
                        "datasetDrift",
                        "share",
                        "driftShare",
                        "driftedColumns",
                        "testedColumns",
                        "mlDriftScore",
                        "predictionDrift",
                        "columns");
        assertThat(root.get("columns").get(0).propertyNames())
                .containsExactly(
                        "column",
                        "type",
                        "method",
                        "score",
                        "threshold",
                        "drifted",
                        "referenceRows",
                        "currentRows",
                        "referenceMissing",
                        "currentMissing",
                        "scores",
                        "schemaChange",
                        "note");
        assertThat(root.get("datasetDrift").booleanValue()).isEqualTo(ended.code() == 1);
        assertThat(root.get("columns").size()).isEqualTo(3);
        assertThat(temp.resolve("out.html")).content().contains("</html>");
        assertThat(temp.resolve("out.prom")).content().contains("ml_drift_score 0.5");
    }

    @Test
    void startsWithoutTheApplication() throws Exception {
        csv("r.csv", "x", 50, i -> "" + i);
        csv("c.csv", "x", 50, i -> "" + i);
        var loaded = temp.resolve("loaded.txt");
        var ended = launchWith(
                "-Xlog:class+load:file=" + loaded,
                List.of(vigia.toString(), "drift", "--reference", "r.csv", "--current", "c.csv"));
        assertThat(ended.code()).isZero();
        assertThat(Files.readString(loaded))
                .contains(" dev.vigia.drift.cli.DriftCommand ")
                .doesNotContain(" org.springframework.", " com.vaadin.", " org.hibernate.", " java.net.ServerSocket ");
    }

    /// `script` gives its child a terminal.
    @Test
    void saysHowFarItIsOnATerminalOnly() throws Exception {
        var script = Peers.require("script");
        csv("r.csv", "x", 5000, i -> "" + i);
        csv("c.csv", "x", 5000, i -> "" + i);
        var command = vigia + " drift --reference r.csv --current c.csv";
        assertThat(launchWith("", List.of("/bin/sh", "-c", command)).err()).isEmpty();
        var terminal = launchWith(
                "",
                List.of(script.toString(), "-qec", command, temp.resolve("log").toString()));
        assertThat(terminal.out()).contains("\r\033[KReading 100 %", "No drift: 0 of 1");
        // The output may be a terminal while the errors go to a file.
        launchWith(
                "",
                List.of(
                        script.toString(),
                        "-qec",
                        command + " 2> errors",
                        temp.resolve("log").toString()));
        assertThat(temp.resolve("errors")).isEmptyFile();
    }

    private static void copy(Path from, String folder, Path to) throws IOException {
        try (var files = Files.walk(from.resolve(folder))) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private Ended launch(String... options) throws Exception {
        var command = new ArrayList<>(List.of(vigia.toString(), "drift"));
        command.addAll(List.of(options));
        return launchWith("", command);
    }

    private Ended launchWith(String javaOptions, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectOutput(temp.resolve("out").toFile())
                .redirectError(temp.resolve("err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("VIGIA_JAVA_OPTS", javaOptions);
        var process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as(String.join(" ", command))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(), Files.readString(temp.resolve("out")), Files.readString(temp.resolve("err")));
    }
}
