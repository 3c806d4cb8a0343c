package dev.vigia.projects;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsTest {

    @TempDir
    private Path folder;

    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Object> properties = new LinkedHashMap<>();

    @Configuration
    @EnableConfigurationProperties({VigiaSettings.class, ProgramLike.class})
    @Import({SettingsCheck.class, ProjectsConfiguration.class})
    static class Application {}

    /// Stands for a group of settings whose name is also a variable that names a program.
    @ConfigurationProperties("vigia.dvc")
    record ProgramLike(
            @DefaultValue("10s") String limit, @DefaultValue List<@Valid Pair> pairs) {

        enum Kind {
            DRY_RUN,
            FULL
        }

        record Pair(
                @Nullable String one,
                @Nullable String other,
                @Nullable Kind kind,
                @DefaultValue Set<Kind> kinds) {

            @AssertTrue(message = "expected both or none")
            boolean isWhole() {
                return (one == null) == (other == null);
            }
        }
    }

    private void start(Consumer<ConfigurableApplicationContext> then) {
        properties.putIfAbsent("vigia.data-dir", folder.resolve("data").toString());
        new ApplicationContextRunner()
                .withInitializer(context -> {
                    var sources = context.getEnvironment().getPropertySources();
                    sources.replace(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(
                                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
                    sources.addLast(new MapPropertySource("file", properties));
                })
                .withUserConfiguration(Application.class)
                .run(context -> {
                    if (context.getStartupFailure() instanceof InvalidSettingsException invalid) {
                        throw invalid;
                    }
                    then.accept((ConfigurableApplicationContext) context.getSourceApplicationContext());
                });
    }

    private Project onlyProject() {
        var found = new Project[1];
        start(context -> found[0] = context.getBean(Projects.class).all().getFirst());
        return found[0];
    }

    private List<SettingMistake> mistakes() {
        try {
            start(context -> {});
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.mistakes();
        }
    }

    private void properties(String... namesAndValues) {
        for (var i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private void givenAProject() {
        properties("vigia.projects[0].key", "bankchurn", "vigia.projects[0].git.url", "https://git.example.com/a.git");
    }

    @Test
    void readsEverySettingFromTheEnvironment() throws IOException {
        var roots = Files.createDirectories(folder.resolve("roots"));
        var key = Files.writeString(folder.resolve("id_ed25519"), "key");
        variables.putAll(Map.ofEntries(
                Map.entry("VIGIA_DATA_DIR", folder.resolve("elsewhere").toString()),
                Map.entry("VIGIA_FILE_ROOTS_0", roots.toString()),
                Map.entry("VIGIA_SYNC_INTERVAL", "15s"),
                Map.entry("VIGIA_SYNC_FULL_SWEEP", "2h"),
                Map.entry("VIGIA_PROJECTS_0_KEY", "bankchurn"),
                Map.entry("VIGIA_PROJECTS_0_NAME", "Bank churn"),
                Map.entry("VIGIA_PROJECTS_0_GIT_URL", "ssh://git@git.example.com/churn.git"),
                Map.entry("VIGIA_PROJECTS_0_GIT_VERSION_TAGS", "ship-\\d+"),
                Map.entry("VIGIA_PROJECTS_0_GIT_USERNAME", "someone"),
                Map.entry("VIGIA_PROJECTS_0_GIT_PASSWORD", "git-secret"),
                Map.entry("VIGIA_PROJECTS_0_GIT_SSH_KEY", key.toString()),
                Map.entry("VIGIA_PROJECTS_0_MLFLOW_TRACKING_URI", "https://mlflow.example.com"),
                Map.entry("VIGIA_PROJECTS_0_MLFLOW_USERNAME", "reader"),
                Map.entry("VIGIA_PROJECTS_0_MLFLOW_PASSWORD", "mlflow-secret"),
                Map.entry("VIGIA_PROJECTS_0_MLFLOW_EXPERIMENTS_0", "churn"),
                Map.entry("VIGIA_PROJECTS_0_MLFLOW_EXPERIMENTS_1", "churn 2"),
                Map.entry("VIGIA_PROJECTS_0_MLFLOW_VERSION_TAG", "release"),
                Map.entry("VIGIA_PROJECTS_0_DVC_REMOTES_STORE_URL", "s3://bucket/path"),
                Map.entry("VIGIA_PROJECTS_0_DVC_REMOTES_STORE_ACCESS_KEY", "AKIA"),
                Map.entry("VIGIA_PROJECTS_0_DVC_REMOTES_STORE_SECRET_KEY", "s3-secret"),
                Map.entry("VIGIA_PROJECTS_0_DVC_REMOTES_STORE_ENDPOINT", "http://minio:9000"),
                Map.entry("VIGIA_PROJECTS_0_DVC_REMOTES_MY_STORE_URL", "https://dvc.example.com/store"),
                Map.entry("VIGIA_PROJECTS_0_DVC_REMOTES_MY_STORE_USERNAME", "u"),
                Map.entry("VIGIA_PROJECTS_0_DVC_REMOTES_MY_STORE_PASSWORD", "p"),
                Map.entry("VIGIA_PROJECTS_0_DVC_RELATIVE_TO", roots.toString())));

        start(context -> {
            var watched = context.getBean(WatchedProjects.class);
            assertThat(watched.dataDirectory()).isEqualTo(folder.resolve("elsewhere"));
            assertThat(watched.interval()).isEqualTo(Duration.ofSeconds(15));
            assertThat(watched.fullSweep()).isEqualTo(Duration.ofHours(2));
            var project = watched.all().getFirst();
            assertThat(project.name()).isEqualTo("Bank churn");
            assertThat(project.git()).satisfies(git -> {
                assertThat(git.url()).isEqualTo("ssh://git@git.example.com/churn.git");
                assertThat(git.versionTags().pattern()).isEqualTo("ship-\\d+");
                assertThat(git.username()).isEqualTo("someone");
                assertThat(git.password()).isEqualTo(new Secret("git-secret"));
                assertThat(git.sshKey()).isEqualTo(key);
            });
            assertThat(project.mlflow())
                    .isEqualTo(new Project.Mlflow(
                            "https://mlflow.example.com",
                            "reader",
                            new Secret("mlflow-secret"),
                            null,
                            List.of("churn", "churn 2"),
                            "release"));
            assertThat(project.dvc().remote("store"))
                    .contains(new Project.Remote(
                            "s3://bucket/path", "AKIA", new Secret("s3-secret"), "http://minio:9000", null, null));
            assertThat(project.dvc().remote("my_store")).isPresent();
            assertThat(project.dvc().remote("My-Store"))
                    .contains(new Project.Remote(
                            "https://dvc.example.com/store", null, null, null, "u", new Secret("p")));
            assertThat(project.dvc().relativeTo()).isEqualTo(roots);
        });
    }

    @Test
    void takesASecretFromTheEnvironmentAndTheRestOfTheProjectFromAFile() {
        givenAProject();
        properties("vigia.projects[1].key", "other", "vigia.projects[1].git.url", "git@git.example.com:b.git");
        variables.put("VIGIA_PROJECTS_0_GIT_USERNAME", "ci");
        variables.put("VIGIA_PROJECTS_0_GIT_PASSWORD", "secret");

        start(context -> {
            var all = context.getBean(Projects.class).all();
            assertThat(all).extracting(project -> project.key().value()).containsExactly("bankchurn", "other");
            assertThat(all.getFirst().git())
                    .satisfies(git -> assertThat(git.password()).isNotNull());
        });
    }

    @Test
    void replacesAListOfPlainValuesAsAWhole() throws IOException {
        var one = Files.createDirectories(folder.resolve("one"));
        var two = Files.createDirectories(folder.resolve("two"));
        properties("vigia.file-roots[0]", one.toString(), "vigia.file-roots[1]", "/does/not/exist");
        variables.put("VIGIA_FILE_ROOTS", one + "," + two);

        start(context -> assertThat(context.getBean(VigiaSettings.class).fileRoots())
                .containsExactly(one.toString(), two.toString()));
    }

    @Test
    void readsEveryWayOfWritingAName() {
        properties(
                "vigia.projects[0].key", "a",
                "vigia.projects[0].mlflow.trackingUri", "http://127.0.0.1:5000",
                "vigia.projects[0].mlflow.version_tag", "v",
                "vigia.projects[0].dvc.remotes[my.store].url", "azure://container");
        var project = onlyProject();

        assertThat(project.mlflow())
                .satisfies(mlflow -> assertThat(mlflow.versionTag()).isEqualTo("v"));
        assertThat(project.dvc().remote("my.store")).isPresent();
    }

    @Test
    void treatsAnEmptyVariableAsNotSet() {
        givenAProject();
        variables.put("VIGIA_PROJECTS_0_GIT_VERSION_TAGS", "");
        variables.put("VIGIA_DATA_DIR", " ");

        assertThat(mistakes()).isEmpty();
    }

    @Test
    void ignoresVariablesThatOthersGiveOurPrefix() {
        variables.putAll(Map.of(
                "VIGIA_PORT", "tcp://10.0.0.1:80",
                "VIGIA_SERVICE_HOST", "10.0.0.1",
                "VIGIA_MLFLOW", "/usr/bin/mlflow",
                "VIGIA_DVC", "/usr/bin/dvc",
                "VIGIA_CACHE", "/cache",
                "VIGIA_BROWSER", "/usr/bin/chromium"));

        assertThat(mistakes()).isEmpty();
    }

    @Test
    void readsWhichNameOfAFileIsWhichOfTheRun() {
        givenAProject();
        variables.put("VIGIA_PROJECTS_0_INTEGRITY_METRICS_0", "m.json:Eval.RMSE_x=test_rmse");
        properties("vigia.projects[0].integrity.params[0]", "train.lr=learning_rate");

        assertThat(onlyProject().names())
                .isEqualTo(new Project.Names(
                        Map.of("m.json:Eval.RMSE_x", "test_rmse"), Map.of("train.lr", "learning_rate")));

        properties("vigia.projects[0].integrity.params[0]", "learning_rate");
        assertThat(mistakes())
                .extracting(SettingMistake::property)
                .containsExactly("vigia.projects[0].integrity.params[0]");
    }

    @Test
    void takesAPathBelowARunsArtifactsOnly() {
        givenAProject();
        properties("vigia.projects[0].drift.artifact-path", " reports/..drift.json ");
        assertThat(onlyProject().driftArtifact()).isEqualTo("reports/..drift.json");

        for (String path : List.of("/etc/passwd", "../run/drift.json", "a//b", "a/./b", "a/", "a\\b", "a\u0000b")) {
            properties("vigia.projects[0].drift.artifact-path", path);
            assertThat(mistakes())
                    .as(path)
                    .extracting(SettingMistake::property)
                    .containsExactly("vigia.projects[0].drift.artifact-path");
        }
    }

    @Test
    void reportsEveryMistakeAtOnceWithNameValueAndWhatIsExpected() {
        properties(
                "vigia.sync.interval", "soon",
                "vigia.file-roots[0]", "/does/not/exist",
                "vigia.projects[0].key", "Bank Churn",
                "vigia.projects[0].git.url", "ext::sh -c whoami",
                "vigia.projects[0].git.version-tags", "v(",
                "vigia.projects[1].key", "two",
                "vigia.projects[1].mlflow.tracking-uri", "ftp://mlflow",
                "vigia.projects[2].key", "two",
                "vigia.projects[2].git.url", "/etc",
                "vigia.projects[2].dvc.relative-to", "/etc",
                "vigia.projects[3].key", "nothing");

        assertThat(mistakes())
                .extracting(SettingMistake::property)
                .containsExactlyInAnyOrder(
                        "vigia.sync.interval",
                        "vigia.file-roots[0]",
                        "vigia.projects[0].key",
                        "vigia.projects[0].git.url",
                        "vigia.projects[0].git.version-tags",
                        "vigia.projects[1].mlflow.tracking-uri",
                        "vigia.projects[2].key",
                        "vigia.projects[2].git.url",
                        "vigia.projects[2].dvc.relative-to",
                        "vigia.projects[3]");
        assertThat(mistakes())
                .contains(new SettingMistake(
                        "vigia.sync.interval", "soon", "expected a duration from 1s to 365d, such as 30s, 5m or 1h"))
                .allSatisfy(mistake -> assertThat(mistake.expected()).contains("expected"));
    }

    @Test
    void namesTheGroupWhoseSettingsDoNotFitTogether() {
        properties.put("vigia.dvc.pairs[0].one", "1");

        assertThat(mistakes()).containsExactly(new SettingMistake("vigia.dvc.pairs[0]", null, "expected both or none"));
    }

    @Test
    void namesWhatASettingMayBe() {
        properties.put("vigia.dvc.pairs[0].kind", "wet");
        properties.put("vigia.dvc.pairs[0].kinds", "full, wet");

        assertThat(mistakes())
                .containsExactlyInAnyOrder(
                        new SettingMistake("vigia.dvc.pairs[0].kind", "wet", "expected: dry-run, full"),
                        new SettingMistake("vigia.dvc.pairs[0].kinds", "full, wet", "expected: dry-run, full"));
    }

    @Test
    void namesAnUnknownSettingAndTheOneThatWasMeantButNotItsValue() {
        givenAProject();
        properties("vigia.projects[0].git.pasword", "hunter2");
        variables.put("VIGIA_PROJECTS_0_MLFLOW_TRACKING_URL", "http://u:hunter2@mlflow");

        assertThat(mistakes())
                .containsExactlyInAnyOrder(
                        new SettingMistake(
                                "vigia.projects[0].git.pasword",
                                null,
                                "is no setting of Vigía; did you mean vigia.projects[0].git.password?"),
                        new SettingMistake(
                                "VIGIA_PROJECTS_0_MLFLOW_TRACKING_URL",
                                null,
                                "is no setting of Vigía; did you mean vigia.projects[0].mlflow.tracking-uri?"));
    }

    @Test
    void neverShowsASecret() {
        properties(
                "vigia.projects[0].key", "a",
                "vigia.projects[0].git.url", "https://me:hunter2@git.example.com/a.git",
                "vigia.projects[0].mlflow.tracking-uri", "http://me:hunter2@mlflow/",
                "vigia.projects[0].dvc.remotes.s.access-key", "hunter2");

        assertThat(mistakes())
                .hasSize(3)
                .allSatisfy(mistake -> assertThat(mistake.toString()).doesNotContain("hunter2"));
    }

    @Test
    void printsTheMistakesForPeople() {
        var failure = new InvalidSettingsException(List.of(
                new SettingMistake("vigia.sync.interval", "soon", "expected a duration"),
                new SettingMistake("vigia.projects[0].key", null, "expected a key")));
        FailureAnalysis analysis = new InvalidSettingsAnalyzer().analyze(failure, failure);

        assertThat(analysis.getDescription())
                .contains("2 settings are wrong:")
                .contains("vigia.sync.interval = soon\n        expected a duration")
                .contains("vigia.projects[0].key\n        expected a key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.2.3",
                "1.2.3",
                "release-1.2.3",
                "name@v1.2.3",
                "name@v1.2.3#4",
                "v1.2.3-rc.1",
                "1.2.3rc1",
                "v1.2.3-beta",
                "v1.2.3+build.5",
                "name@v1.2.3-alpha.1#12",
                "xgboost-model@v1.0.0",
                "a/b@v0.0.1",
                "dir=name@v1.0.0",
                "release-v10.20.30",
                "1.2.3.dev4"
            })
    void takesAsVersion(String tag) {
        assertThat(tag).matches(SettingValues.DEFAULT_VERSION_TAGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3-config-remote",
                "name#prod#1",
                "name@v1.2.3!",
                "name@v1.2.3!#4",
                "name#prod!#2",
                "name@deprecated",
                "name@created",
                "latest",
                "v1",
                "v1.2.3#4",
                "12-evaluate",
                "@v1.2.3",
                "name@",
                "v1.2.3 ",
                "v1.2.3\n",
                "name#v1.2.3",
                "2024.01"
            })
    void doesNotTakeAsVersion(String tag) {
        assertThat(tag).doesNotMatch(SettingValues.DEFAULT_VERSION_TAGS);
    }

    @Test
    void judgesALongHostileTagInNoTime() {
        var tag = "a".repeat(20_000) + "@v1.2.3-" + "0.".repeat(20_000) + "!";

        assertThat(tag).doesNotMatch(SettingValues.DEFAULT_VERSION_TAGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c whoami",
                "git://example.com/a",
                "s3://bucket/a",
                "fd::17",
                "-oProxyCommand=whoami",
                "ssh://-oProxyCommand=whoami/a",
                "https://example.com/a\nb",
                "",
                "relative/path",
                "ftp://example.com/a",
                "https://user:secret@example.com/a",
                "ssh://user:secret@example.com/a",
                "-u@example.com:a",
                "file://server/share",
                "https:///a",
                "http://[::1/a",
                "ext::https://example.com/a",
                "host:-upload-pack=x",
                "javascript:alert(1)//::"
            })
    void refusesAsRepository(String url) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> GitLocation.of(url)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.git",
                "http://127.0.0.1:3000/a",
                "http://[::1]:3000/a.git",
                "ssh://git@[fd00::7]/a.git",
                "ssh://git@example.com:2222/a.git",
                "git@github.com:org/repo.git",
                "example.com:repo"
            })
    void takesAsRepository(String url) {
        assertThat(GitLocation.of(url)).isEqualTo(new GitLocation.Remote(url));
        assertThat(new GitLocation.Remote(url).uri().getHost()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///srv/a%20b", "file:/srv/a b", "/srv/a b", "file://localhost/srv/a b"})
    void takesAsLocalRepository(String url) {
        assertThat(GitLocation.of(url)).isEqualTo(new GitLocation.Local(Path.of("/srv/a b")));
    }
}
