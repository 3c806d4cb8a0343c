package dev.vigia.peers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Where the real programs are that tests and benchmarks compare Vigía with. `./vigia test` installs them and names
/// them in `VIGIA_MLFLOW`, `VIGIA_DVC` and `VIGIA_BROWSER`; without it the launcher's cache folder is looked into.
///
/// Known names: `mlflow`, `mlflow-python` (the interpreter beside it, for scripts that import mlflow), `dvc`,
/// `dvc-python`, `gto`, `moto_server` (an S3 for tests, beside dvc), `evidently-python` (for scripts that import
/// evidently), `check-jsonschema`, `node`, `tsc` (with Grafana's types beside it), `prometheus`, `promtool`,
/// `alertmanager`, `amtool`, `pg_dump` (with a server of PostgreSQL beside it), `browser`, and any other program of the
/// `PATH`, such as `git` and `curl`.
public final class Peers {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<String> BROWSER_APPS = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Map<String, String> environment;

    Peers(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Skips the running test, with the reason printed, if the program is not here; where `CI=true` that is a failure.
    public static Path require(String name) {
        var found = find(name);
        Assumptions.assumeTrue(
                found.isPresent(), () -> name + " is not installed here; ./vigia test installs what the tests need");
        return found.orElseThrow();
    }

    public static Optional<Path> find(String name) {
        return new Peers(System.getenv()).locate(name);
    }

    Optional<Path> locate(String name) {
        return switch (name) {
            case "mlflow" -> named("VIGIA_MLFLOW").or(() -> cached("mlflow", "mlflow"));
            case "mlflow-python" -> locate("mlflow").flatMap(mlflow -> beside(mlflow, "python"));
            case "dvc" -> named("VIGIA_DVC").or(() -> cached("dvc", "dvc"));
            case "dvc-python" -> locate("dvc").flatMap(dvc -> beside(dvc, "python"));
            case "moto_server" -> named("VIGIA_MOTO_SERVER").or(() -> cached("moto_server", "moto_server"));
            case "evidently" -> named("VIGIA_EVIDENTLY").or(() -> cached("evidently", "evidently"));
            case "evidently-python" -> locate("evidently").flatMap(evidently -> beside(evidently, "python"));
            case "check-jsonschema" ->
                named("VIGIA_CHECK_JSONSCHEMA").or(() -> cached("check-jsonschema", "check-jsonschema"));
            case "node" -> named("VIGIA_NODE").or(() -> cached("node", name));
            case "tsc" ->
                named("VIGIA_TSC").or(() -> executable(cache().resolve("peers/grafana/node_modules/.bin/tsc")));
            case "gto" -> locate("dvc").flatMap(dvc -> beside(dvc, name));
            case "prometheus" -> named("VIGIA_PROMETHEUS").or(() -> onPath(name));
            case "promtool" -> named("VIGIA_PROMTOOL").or(() -> onPath(name));
            // Debian's name comes first: there, alertmanager is nothing.
            case "alertmanager" ->
                named("VIGIA_ALERTMANAGER")
                        .or(() -> onPath("prometheus-alertmanager"))
                        .or(() -> onPath(name));
            case "amtool" -> named("VIGIA_AMTOOL").or(() -> onPath(name));
            case "pg_dump" -> postgresql().findFirst();
            case "browser" -> named("VIGIA_BROWSER").or(this::installedBrowser);
            default -> onPath(name);
        };
    }

    /// Each `pg_dump` that has the programs of a server beside it, which on Debian are in a folder of their release.
    private Stream<Path> postgresql() {
        var programs = Stream.of(named("VIGIA_POSTGRESQL"), onPath("initdb")).flatMap(Optional::stream);
        var releases = new File("/usr/lib/postgresql").listFiles();
        var debian = releases == null
                ? Stream.<Path>empty()
                : Arrays.stream(releases)
                        .sorted(Comparator.comparing(File::getName).reversed())
                        .map(release -> release.toPath().resolve("bin/initdb"));
        return Stream.concat(programs, debian)
                .filter(each -> Stream.of("initdb", "pg_ctl", "pg_restore", "psql")
                        .allMatch(name -> beside(each, name).isPresent()))
                .flatMap(each -> beside(each, "pg_dump").stream());
    }

    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable);
    }

    private Optional<Path> cached(String peer, String program) {
        return executable(cache().resolve("peers").resolve(peer).resolve("bin").resolve(program));
    }

    private Path cache() {
        String own = environment.getOrDefault("VIGIA_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        var base = xdg.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
                : Path.of(xdg);
        return base.resolve("vigia");
    }

    private Optional<Path> installedBrowser() {
        var candidates = new ArrayList<Optional<Path>>();
        BROWSERS.forEach(name -> candidates.add(onPath(name)));
        BROWSER_APPS.forEach(app -> candidates.add(executable(Path.of(app))));
        return candidates.stream().flatMap(Optional::stream).findFirst();
    }

    private Optional<Path> onPath(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                var found = executable(Path.of(folder, program + (windows() ? ".exe" : "")));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> beside(Path program, String name) {
        return executable(program.resolveSibling(name));
    }

    private static Optional<Path> executable(Path path) {
        return Optional.of(path).filter(Files::isRegularFile).filter(Files::isExecutable);
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }
}
