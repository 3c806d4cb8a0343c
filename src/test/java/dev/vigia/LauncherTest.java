package dev.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real `./vigia` on a copy of the project's outline, with stand-ins for the JDK, Maven and everything it
/// might install, so that it can be seen what it would do on other machines.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final List<String> PLAIN_TOOLS = List.of(
            "bash",
            "sh",
            "sed",
            "grep",
            "awk",
            "head",
            "tail",
            "cat",
            "find",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "touch",
            "tee",
            "dirname",
            "readlink",
            "id",
            "flock",
            "sleep",
            "date",
            "env");

    private record Ended(int code, String out, String err) {}

    @TempDir
    Path temp;

    private Path project;
    private Path bin;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(temp.resolve("a folder with spaces"));
        Files.copy(Path.of("vigia"), project.resolve("vigia"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.createDirectories(project.resolve("src/main/resources"));
        Files.copy(
                Path.of("src/main/resources/application-demo.yaml"),
                project.resolve("src/main/resources/application-demo.yaml"));
        bin = Files.createDirectories(temp.resolve("bin"));
        for (String tool : PLAIN_TOOLS) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                var program = Path.of(folder, tool);
                if (Files.isExecutable(program) && !Files.exists(bin.resolve(tool))) {
                    program(bin.resolve(tool), "exec " + program + " \"$@\"");
                }
            }
        }
        // Nobody's machine is changed by a test.
        program(bin.resolve("apt-get"), "echo apt-get \"$@\" >> '" + temp + "/apt'; exit 1");
        program(bin.resolve("apt-cache"), "exit 0");
        program(bin.resolve("mvn"), """
                case "$*" in -v) echo 'Apache Maven 3.8.7'; exit ;; esac
                echo "$PWD|$JAVA_HOME|$*" >> '%1$s/mvn'
                mkdir -p target/classes/dev/vigia target/vigia-launcher
                touch target/classes/dev/vigia/VigiaApplication.class
                echo a.jar:b.jar > target/vigia-launcher/classpath
                cp=target/surefire-reports; mkdir -p $cp
                echo '<testsuite name="T" tests="3" errors="0" skipped="1" failures="0">' > $cp/TEST-T.xml
                echo '<testcase name="needsAPeer" classname="T" time="0">' >> $cp/TEST-T.xml
                echo '<skipped message="no such peer"/></testcase></testsuite>' >> $cp/TEST-T.xml
                echo '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1'
                exit ${MVN_EXIT:-0}
                """.formatted(temp));
        environment.put("PATH", bin.toString());
        environment.put("HOME", temp.resolve("home").toString());
        environment.put("VIGIA_CACHE", temp.resolve("the cache").toString());
        environment.put("VIGIA_JVM_DIR", temp.resolve("jvm").toString());
        environment.put("TMPDIR", temp.toString());
    }

    @Test
    void helpNamesEveryCommandAndNeedsNothing() throws Exception {
        var help = launch("help");
        assertThat(help.code).isZero();
        assertThat(help.out)
                .contains(
                        "demo",
                        "run",
                        "test",
                        "bench",
                        "lint-runbooks",
                        "drift",
                        "doctor",
                        "backup",
                        "restore",
                        "help",
                        "SERVER_PORT",
                        "VIGIA_DATA_DIR");
    }

    @Test
    void anUnknownCommandIsAnErrorThatShowsTheHelp() throws Exception {
        var ended = launch("tset");
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).contains("\"tset\"", "Usage:");
    }

    @Test
    void takesTheJdkOfJavaHomeWhenItIsNewEnough() throws Exception {
        var own = jdk(temp.resolve("own jdk"), "25.0.1");
        jdk(temp.resolve("jvm/jdk-26"), "26");
        environment.put("JAVA_HOME", own.toString());
        assertThat(launch("run").out).contains("java of " + own);
    }

    @Test
    void looksElsewhereWhenJavaHomeIsTooOldAndSaysSo() throws Exception {
        environment.put("JAVA_HOME", jdk(temp.resolve("jvm/jdk-17"), "17.0.15").toString());
        var good = jdk(temp.resolve("jvm/jdk-25"), "25");
        var ended = launch("run");
        assertThat(ended.out).contains("java of " + good);
        assertThat(ended.err).contains("JAVA_HOME").contains("is not a JDK 25");
    }

    @Test
    void findsAJdkOnThePathThroughLinks() throws Exception {
        var good = jdk(temp.resolve("opt/jdk"), "27-ea");
        Files.createSymbolicLink(bin.resolve("java"), good.resolve("bin/java"));
        assertThat(launch("run").out).contains("java of " + good.toRealPath());
    }

    @Test
    void findsAJdkOfSdkman() throws Exception {
        var good = jdk(temp.resolve("home/.sdkman/candidates/java/25-tem"), "25");
        assertThat(launch("run").out).contains("java of " + good);
    }

    @Test
    void aJreIsNoJdk() throws Exception {
        var jre = jdk(temp.resolve("jvm/jre-25"), "25");
        Files.delete(jre.resolve("bin/javac"));
        assertThat(launch("run").code).isEqualTo(1);
    }

    @Test
    void saysHowToGetAJdkWhenThereIsNone() throws Exception {
        var ended = launch("run");
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.err).contains("no JDK 25 or newer found", "sdk install java", "set JAVA_HOME");
    }

    @Test
    void saysHowToGetMavenWhenThereIsNone() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        program(bin.resolve("mvn"), "echo 'Apache Maven 3.6.3'");
        var ended = launch("run");
        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.err).contains("no Maven 3.8 or newer found", "apt-get install maven");
    }

    @Test
    void buildsOnceAndAgainOnlyAfterAChange() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        launch("run");
        launch("run");
        assertThat(Files.readAllLines(temp.resolve("mvn"))).hasSize(1);

        Files.setLastModifiedTime(
                project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        launch("run");
        assertThat(Files.readAllLines(temp.resolve("mvn"))).hasSize(2);
    }

    @Test
    void theTestsAnalyseWhatWasBuiltInHasteToBeRun() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        environment.put("VIGIA_BROWSER", program(temp.resolve("browser"), "").toString());
        var source = Files.createDirectories(project.resolve("src/main/java/dev/vigia"))
                .resolve("VigiaApplication.java");
        Files.writeString(source, "class VigiaApplication {}");
        var old = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
        Files.setLastModifiedTime(source, old);

        launch("run");
        assertThat(Files.readString(temp.resolve("mvn"))).contains("-Pquick");
        assertThat(Files.getLastModifiedTime(source)).isEqualTo(old);
        launch("test");
        assertThat(Files.getLastModifiedTime(source)).isGreaterThan(old);
    }

    @Test
    void buildsInItsOwnFolderAndRunsInTheCallers() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        environment.put("VIGIA_DATA_DIR", "my data");
        environment.put("SERVER_PORT", "9123");
        var caller = Files.createDirectories(temp.resolve("elsewhere"));
        var ended = launchIn(caller, "run", "--server.address=127.0.0.1", "two words");

        assertThat(Files.readString(temp.resolve("mvn"))).startsWith(project.toRealPath() + "|");
        assertThat(ended.out)
                .contains(
                        "folder " + caller.toRealPath(),
                        "data " + caller.toRealPath().resolve("my data"),
                        "port 9123",
                        "argument --server.address=127.0.0.1",
                        "argument two words",
                        "argument dev.vigia.VigiaApplication");
        assertThat(ended.out).contains(project.toRealPath() + "/target/classes:a.jar:b.jar");
    }

    @Test
    void worksThroughALinkToIt() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        Files.createSymbolicLink(bin.resolve("vigia"), project.resolve("vigia"));
        var ended = run(temp, List.of(bin.resolve("vigia").toString(), "run"));
        assertThat(ended.code).isZero();
        assertThat(Files.readString(temp.resolve("mvn"))).startsWith(project.toRealPath() + "|");
    }

    @Test
    void keepsTheDataBesideItselfByDefault() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        assertThat(launch("run").out).contains("data " + project.toRealPath().resolve("vigia-data"), "profile none");
    }

    @Test
    void theDemoRunsOnAFreshFolderThatGoesWithIt() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        var ended = launch("demo");
        assertThat(ended.out).contains("profile demo", "data " + temp + "/vigia-demo.", "port 8080");
        try (var left = Files.list(temp)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("vigia-demo."));
        }
    }

    @Test
    void theDemoKeepsAFolderOfOnesOwn() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        environment.put("VIGIA_DATA_DIR", temp.resolve("own data").toString());
        assertThat(launch("demo").out).contains("data " + temp.resolve("own data"));
        assertThat(temp.resolve("own data")).isDirectory();
    }

    @Test
    void aStoppedDemoStopsJavaAndTidiesUp() throws Exception {
        var jdk = jdk(temp.resolve("jvm/jdk-25"), "25");
        program(
                jdk.resolve("bin/java"),
                "trap 'echo closed > \"" + temp + "/closed\"; exit 143' TERM; touch '" + temp
                        + "/started'; for ((i = 0; i < 600; i++)); do sleep 0.1; done");
        var process = start(project, List.of("./vigia", "demo"));
        org.awaitility.Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> Files.exists(temp.resolve("started")));
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(temp.resolve("closed")).exists();
        try (var left = Files.list(temp)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("vigia-demo."));
        }
    }

    @Test
    void lintsTheRunbooksOfTheFolderItIsCalledIn() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        var elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        assertThat(launchIn(elsewhere, "lint-runbooks", "my runbooks", "--format", "json").out)
                .contains(
                        "folder " + elsewhere.toRealPath(),
                        "argument dev.vigia.runbooks.files.LintCommand\nargument my runbooks\nargument --format\n");
    }

    @Test
    void backsUpWhatRunKeeps() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        var elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        assertThat(launchIn(elsewhere, "backup", "my backup.zip", "--url", "http://vigia").out)
                .contains(
                        "folder " + elsewhere.toRealPath(),
                        "data " + project.toRealPath().resolve("vigia-data"),
                        "argument dev.vigia.platform.backup.BackupCommand\nargument my backup.zip\nargument --url\n");
        assertThat(launchIn(elsewhere, "restore", "my backup.zip").out)
                .contains(
                        "data " + project.toRealPath().resolve("vigia-data"),
                        "argument dev.vigia.platform.backup.RestoreCommand\nargument my backup.zip\n");
    }

    @Test
    void comparesDataOfTheFolderItIsCalledInWithinAPromisedHeap() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        environment.put("VIGIA_JAVA_OPTS", "-Xmx1g");
        var elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        assertThat(launchIn(elsewhere, "drift", "--reference", "a b.csv").out)
                .contains("folder " + elsewhere.toRealPath())
                .containsSubsequence(
                        "argument -Xmx512m\n",
                        "argument -Xmx1g\n",
                        "argument dev.vigia.drift.cli.DriftCommand\nargument --reference\nargument a b.csv\n");
    }

    @Test
    void neverSaysDriftWhenItCouldNotEvenBuild() throws Exception {
        assertThat(launch("drift", "--reference", "a.csv").code).isEqualTo(2);
    }

    @Test
    void testSaysWhatItLacksWhichTestsAreSkippedAndEndsInTheSum() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        var browser = program(temp.resolve("a browser"), "exit 0");
        environment.put("VIGIA_BROWSER", browser.toString());
        var ended = launch("test", "-Dtest=OutcomeTest");
        assertThat(ended.code).isZero();
        assertThat(ended.err)
                .contains(
                        "MISSING mlflow: it needs python3",
                        "Skipped: the tests against a real MLflow server",
                        "MISSING dvc: it needs python3",
                        "MISSING git",
                        "MISSING promtool: it is in Debian's prometheus",
                        "MISSING alertmanager: it is in Debian's prometheus-alertmanager",
                        "skipped: T.needsAPeer: no such peer");
        assertThat(ended.err).doesNotContain("MISSING a browser");
        assertThat(ended.out)
                .contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 1")
                .endsWith("2 passed, 0 failed, 1 skipped\n");
        assertThat(Files.readString(temp.resolve("mvn"))).contains("-Dtest=OutcomeTest", "verify");
    }

    @Test
    void testFailsWhenMavenDoes() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        environment.put("VIGIA_BROWSER", program(temp.resolve("browser"), "").toString());
        environment.put("MVN_EXIT", "7");
        assertThat(launch("test").code).isEqualTo(7);
    }

    @Test
    void installsThePeersOnceIntoTheCacheAndAnewAfterAHalfFinishedInstall() throws Exception {
        jdk(temp.resolve("jvm/jdk-25"), "25");
        environment.put("VIGIA_BROWSER", program(temp.resolve("browser"), "").toString());
        var pip = temp.resolve("pip");
        var npm = temp.resolve("npm");
        program(bin.resolve("python3"), """
                case "$1 ${2:-}" in '-m venv')
                  mkdir -p "$3/bin"
                  echo '#!/bin/sh' | tee "$3/bin/python" "$3/bin/node" > "$3/bin/npm"
                  echo 'echo "$@" >> "%s"; exit ${PIP_EXIT:-0}' >> "$3/bin/python"
                  echo 'echo "$@" >> "%s"; exit ${NPM_EXIT:-0}' >> "$3/bin/npm"
                  chmod +x "$3/bin/python" "$3/bin/node" "$3/bin/npm" ;;
                esac
                """.formatted(pip, npm));
        program(bin.resolve("chmod"), "exec /bin/chmod \"$@\"");

        environment.put("PIP_EXIT", "1");
        assertThat(launch("test").err)
                .contains("MISSING mlflow: installing it failed", "MISSING grafana: it needs node");
        assertThat(npm).doesNotExist();
        environment.put("PIP_EXIT", "0");
        environment.put("NPM_EXIT", "1");
        Files.delete(pip);
        assertThat(launch("test").err)
                .doesNotContain("MISSING mlflow")
                .contains("MISSING grafana: installing it failed");
        environment.put("NPM_EXIT", "0");
        Files.delete(npm);
        assertThat(launch("test").err).doesNotContain("MISSING grafana");
        launch("test");

        assertThat(Files.readAllLines(pip)).hasSize(6);
        assertThat(Files.readAllLines(npm)).singleElement().asString().contains("install", "@grafana/schema@");
        assertThat(Files.readString(pip)).contains("mlflow==", "dvc[s3]==", "gto==", "moto[server]==", "evidently==");
        assertThat(temp.resolve("the cache/peers/mlflow/vigia-stamp")).isRegularFile();
    }

    private Ended launch(String... arguments) throws Exception {
        return launchIn(project, arguments);
    }

    private Ended launchIn(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(project.resolve("vigia").toString()));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    private Ended run(Path folder, List<String> command) throws Exception {
        var process = start(folder, command);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(temp.resolve("out")), Files.readString(temp.resolve("err")));
    }

    private Process start(Path folder, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(temp.resolve("out").toFile())
                .redirectError(temp.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// A JDK whose `java` says how it was called.
    private static Path jdk(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(folder.resolve("bin/java"), """
                echo "java of %s"
                echo "folder $PWD"
                echo "data $VIGIA_DATA_DIR"
                echo "port ${SERVER_PORT:-}"
                echo "profile ${SPRING_PROFILES_ACTIVE:-none}"
                for argument in "$@"; do echo "argument $argument"; done
                """.formatted(folder.toRealPath()));
        program(folder.resolve("bin/javac"), "exit 0");
        return folder.toRealPath();
    }

    private static Path program(Path file, String script) throws IOException {
        Files.deleteIfExists(file);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
