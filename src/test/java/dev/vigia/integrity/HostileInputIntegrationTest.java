package dev.vigia.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceSync.Mode;
import dev.vigia.projects.Sources;
import dev.vigia.versions.GitRepo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What strangers may write, through the real syncs into the table and out of the API: each gets a clear answer, and
/// whatever is beside it goes on.
@VigiaIntegrationTest(
        properties = {
            "vigia.jobs.enabled=true",
            "vigia.jobs.poll=100ms",
            "vigia.sync.interval=1h",
            "vigia.dvc.timeout=2s",
            "vigia.security.bootstrap-token=hostile",
            "vigia.projects[0].key=hostile",
            "vigia.projects[0].git.version-tags=.*v[0-9].*",
            "vigia.projects[1].key=well",
            "vigia.projects[2].key=metadata",
            "vigia.projects[2].git.url=http://169.254.169.254/latest.git",
            "vigia.projects[3].key=mapped",
            "vigia.projects[3].git.url=http://[::ffff:169.254.169.254]/x.git",
            "vigia.projects[4].key=closed",
            "vigia.projects[4].git.url=http://127.0.0.1:1/x.git",
            "vigia.projects[5].key=nowhere",
            "vigia.projects[5].git.url=https://nowhere.invalid/x.git",
            "vigia.projects[6].key=swapped",
            "vigia.projects[7].key=inner",
            "vigia.projects[7].mlflow.tracking-uri=http://169.254.169.254/",
            "vigia.projects[8].key=decimal",
            "vigia.projects[8].git.url=http://2852039166/x.git"
        })
@AutoConfigureMockMvc
class HostileInputIntegrationTest {

    /// @param tracking code of the check and parts of its reason, with ` … ` between
    private record Expected(String tag, String tracking, String data) {}

    private static final String REGISTRY = "data-registry: ";
    private static final String UNREADABLE = "dvc-unreadable: dvc.lock cannot be read: ";
    private static final String CANNOT_BE_TOLD = "What should be there cannot be told: dvc.lock cannot be read: ";

    private static final List<Expected> EXPECTED = List.of(
            new Expected("v1.0.0", REGISTRY, "data-pushed: 1 of 1"),
            new Expected("v1.1.1-bomb", UNREADABLE + "its aliases expand to more than", CANNOT_BE_TOLD),
            new Expected("v1.1.2-type", UNREADABLE + "the type … os.system is not allowed", CANNOT_BE_TOLD),
            new Expected("v1.1.3-deep-flow", UNREADABLE + "it is nested more than", CANNOT_BE_TOLD),
            new Expected("v1.1.4-deep-block", UNREADABLE + "it is nested more than", CANNOT_BE_TOLD),
            new Expected("v1.1.5-twice", UNREADABLE + "the key \"schema\" is there twice", CANNOT_BE_TOLD),
            new Expected("v1.1.6-latin1", UNREADABLE + "it is not UTF-8 text", CANNOT_BE_TOLD),
            new Expected("v1.1.7-no-map", UNREADABLE + "it is not a map", CANNOT_BE_TOLD),
            new Expected("v1.1.8-no-hash", UNREADABLE + "the hash of model.pkl is not one", CANNOT_BE_TOLD),
            new Expected("v1.1.9-digits", UNREADABLE + "its schema is '9999", CANNOT_BE_TOLD),
            new Expected(
                    "v1.2.0-long",
                    "pipeline-tracked: ",
                    "data-pushed: " + HostileRepository.LONG_LOCK + " of " + HostileRepository.LONG_LOCK),
            new Expected("v1.3.1-outside", "pipeline-tracked: ", "data-unknown:  … lies outside the repository"),
            new Expected("v1.3.2-ignore-regex", REGISTRY, "data-pushed: "),
            new Expected(
                    "v1.3.3-template-regex",
                    "tracked-with-problems:  … dvc.yaml: the templates of fit cannot be followed: nothing defines ${a}",
                    "data-unknown:  … dvc.lock has nothing of fit that could be it"),
            new Expected(
                    "v1.3.4-template-bomb", "stage-never-run: ", "stage-never-run:  … fit has no hash in dvc.lock"),
            new Expected(
                    "v1.3.5-values",
                    "tracked-with-problems:  … deep.json cannot be read: it is nested too deeply … huge.json",
                    "data-pushed: "),
            new Expected("v1.4.1-up", REGISTRY, "remote-refused:  … /etc is in none … vigia.file-roots"),
            new Expected(
                    "v1.4.2-metadata", REGISTRY, "remote-refused:  … 169.254.169.254 … vigia.network.allowed-cidrs"),
            new Expected("v1.4.3-helper", REGISTRY, "remote-unreachable:  … there is no folder"),
            new Expected("v1.4.4-decimal", REGISTRY, "remote-refused:  … four decimal numbers"),
            new Expected("v1.4.5-closed", REGISTRY, "remote-unreachable:  … nobody listens there"),
            new Expected("v1.4.6-loop", REGISTRY, "remote-unknown:  … from remote to remote without end"),
            new Expected("v1.4.7-mapped", REGISTRY, "remote-refused:  … plain form"),
            new Expected("v1.4.8-linked", REGISTRY, "remote-refused:  … vigia.file-roots"),
            new Expected(
                    "v1.5.1-link",
                    "dvc-unreadable:  … it is a symbolic link, and those are not followed",
                    "data-unknown:  … dvc.yaml cannot be read: it is a symbolic link"),
            new Expected("v1.5.2-base", "dvc-untracked: ", "nothing-to-push: "),
            new Expected("v1.5.2-submodule", "dvc-untracked: ", "nothing-to-push: "),
            new Expected("v1.5.3-linked-config", "dvc-unreadable: .dvc cannot be read", "data-unknown: "),
            new Expected("v1.6.1-nul", "dvc-unreadable: ", "data-unknown: "),
            new Expected("v1.6.2-ancient", "dvc-unreadable: ", "data-unknown: "),
            new Expected("v1.6.3-chain", "dvc-untracked: ", "nothing-to-push: "),
            new Expected("v9.0.0", REGISTRY, "data-pushed: 1 of 1"));

    private static final List<String> REFUSED =
            List.of("metadata", "mapped", "decimal", "closed", "nowhere", "swapped", "inner");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    @TempDir
    static Path outside;

    private static HostileRepository hostile;

    @Autowired
    private MockMvc web;

    @Autowired
    private Sources sources;

    @BeforeAll
    static void build() throws Exception {
        folder = folder.toRealPath();
        Files.createSymbolicLink(folder.resolve("linked"), outside);
        hostile = new HostileRepository(folder);
        var well = GitRepo.create(folder.resolve("well"));
        well.commit("one");
        well.tag("v1.0.0");
        GitRepo.create(folder.resolve("swapped")).commit("one");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("vigia.file-roots[0]", folder::toString);
        registry.add("vigia.projects[0].git.url", () -> hostile.repo().folder().toString());
        registry.add("vigia.projects[0].mlflow.tracking-uri", () -> "file:" + folder.resolve("mlruns"));
        registry.add("vigia.projects[1].git.url", () -> folder.resolve("well").toString());
        registry.add(
                "vigia.projects[6].git.url", () -> folder.resolve("swapped").toString());
    }

    @Test
    void givesEachAClearAnswerAndGoesOnWithTheRest() throws Exception {
        swapForALinkOut();
        REFUSED.forEach(key -> sources.syncNow(new ProjectKey(key), Mode.FULL));
        sources.syncNow(new ProjectKey("hostile"), Mode.FULL);
        sources.syncNow(new ProjectKey("well"), Mode.FULL);
        await().atMost(Duration.ofMinutes(3)).until(this::allWereTried);
        await().atMost(Duration.ofMinutes(3)).until(this::everyTagIsJudged);

        sourcesSayWhatIsWrong();
        var table = table("hostile");
        for (var expected : EXPECTED) {
            assertThat(table).containsKey(expected.tag());
            says(table.get(expected.tag()), CheckKind.DVC_TRACKED, expected.tracking());
            says(table.get(expected.tag()), CheckKind.DATA_PUSHED, expected.data());
        }
        // The one with a very long name is a version too.
        assertThat(table).hasSize(EXPECTED.size() + HostileRepository.ODD_NAMES.size() + 1);
        oddNamesAreNames(table);
        theExportHoldsNoFormula();
        nothingIsKeptOfWhatWasRefused();
    }

    /// After the settings were found good.
    private static void swapForALinkOut() throws Exception {
        Files.move(folder.resolve("swapped"), folder.resolve("before"));
        GitRepo.create(outside.resolve("secret")).commit("secret");
        Files.createSymbolicLink(folder.resolve("swapped"), outside.resolve("secret"));
    }

    private boolean allWereTried() {
        return sources.all().stream().allMatch(source -> source.lastAttemptAt() != null && source.progress() == null);
    }

    private boolean everyTagIsJudged() throws Exception {
        return table("well").size() == 1
                && table("hostile").size() >= EXPECTED.size()
                && table("hostile").values().stream()
                        .noneMatch(row -> List.of("data-not-checked", "tree-not-read")
                                        .contains(check(row, CheckKind.DATA_PUSHED)
                                                .get("code")
                                                .asString())
                                || check(row, CheckKind.RUN_LINKED)
                                        .get("code")
                                        .asString()
                                        .equals("runs-not-synced"));
    }

    private void sourcesSayWhatIsWrong() throws Exception {
        var errors = new HashMap<String, String>();
        ask("/api/v1/sources")
                .get("sources")
                .forEach(source -> errors.put(
                        source.get("project").asString() + "/"
                                + source.get("kind").asString(),
                        source.get("errorCode").asString("") + " "
                                + source.get("error").asString("")));
        assertThat(errors.get("hostile/git")).isBlank();
        assertThat(errors.get("hostile/mlflow")).isBlank();
        assertThat(errors.get("well/git")).isBlank();
        assertThat(errors.get("metadata/git"))
                .contains("outbound-refused", "169.254.169.254", "vigia.network.allowed-cidrs");
        assertThat(errors.get("mapped/git")).contains("outbound-refused", "plain form");
        assertThat(errors.get("decimal/git")).contains("outbound-refused", "four decimal numbers");
        assertThat(errors.get("closed/git")).contains("git-unreachable", "127.0.0.1:1");
        assertThat(errors.get("nowhere/git")).contains("git-unreachable", "nowhere.invalid");
        assertThat(errors.get("swapped/git")).contains("path-refused", "vigia.file-roots");
        assertThat(errors.get("inner/mlflow")).contains("outbound-refused", "vigia.network.allowed-cidrs");
    }

    private static void says(JsonNode row, CheckKind kind, String expected) {
        var check = check(row, kind);
        var said = check.get("code").asString() + ": " + check.get("reason").asString();
        assertThat(said).as(row.get("tag").asString()).contains(expected.split(" … "));
        assertThat(said).hasSizeLessThan(2_000);
    }

    private void oddNamesAreNames(Map<String, JsonNode> table) throws Exception {
        for (var name : HostileRepository.ODD_NAMES) {
            says(table.get(name), CheckKind.TAG, "tag-unmoved: ");
            says(table.get(name), CheckKind.DATA_PUSHED, "data-pushed: ");
            says(table.get(name), CheckKind.SAME_CODE, "same-code: ");
            var version = ask("/api/v1/projects/hostile/version?tag={tag}", name);
            assertThat(version.get("tag").asString()).isEqualTo(name);
            assertThat(version.get("outputs")).hasSize(1);
            assertThat(ask("/api/v1/projects/hostile/runs?version={version}", name)
                            .get("runs"))
                    .hasSize(1);
        }
    }

    private void theExportHoldsNoFormula() throws Exception {
        var csv = raw("/api/v1/projects/hostile/integrity.csv");
        assertThat(csv.lines()).noneMatch(line -> line.matches("\"?[=+@-].*"));
        assertThat(csv).contains("'=cmd|'/C_calc'!A0@v2.0.0,", "'+1@v2.0.0,", "'-1@v2.0.0,", "'@SUM(A1)@v2.0.0,");
    }

    private void nothingIsKeptOfWhatWasRefused() throws Exception {
        for (var project : REFUSED) {
            assertThat(table(project)).as(project).isEmpty();
        }
        assertThat(table("well")).containsOnlyKeys("v1.0.0");
    }

    private Map<String, JsonNode> table(String project) throws Exception {
        var rows = new HashMap<String, JsonNode>();
        ask("/api/v1/projects/" + project + "/integrity")
                .get("rows")
                .forEach(row -> rows.put(row.get("tag").asString(), row));
        return rows;
    }

    private static JsonNode check(JsonNode row, CheckKind kind) {
        return row.get("checks").get(kind.ordinal());
    }

    private JsonNode ask(String path, Object... values) throws Exception {
        return JSON.readTree(raw(path, values));
    }

    private String raw(String path, Object... values) throws Exception {
        return web.perform(get(path, values).header("Authorization", "Bearer hostile"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
