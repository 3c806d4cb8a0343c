package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@VigiaIntegrationTest
@Import(VersionSyncIntegrationTest.Ears.class)
class VersionSyncIntegrationTest {

    @TempDir
    static Path root;

    @DynamicPropertySource
    static void roots(DynamicPropertyRegistry registry) throws IOException {
        Path real = root.toRealPath();
        registry.add("vigia.file-roots[0]", real::toString);
    }

    @Autowired
    private VersionSync sync;

    @Autowired
    private VersionCatalog catalog;

    @Autowired
    private TreeStore trees;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Ears ears;

    private GitRepo repo;
    private Project project;
    private ProjectKey key;

    @BeforeEach
    void create() throws IOException {
        key = new ProjectKey("p" + UUID.randomUUID().toString().substring(0, 8));
        repo = GitRepo.create(root.toRealPath().resolve(key.value()));
        project = project(repo.folder().toString(), "(?:.*@)?v\\d+\\.\\d+\\.\\d+(?:#\\d+)?");
        ears.events.clear();
    }

    @Test
    void storesVersionsWithTheirTreesAndTellsOfThem() throws Exception {
        String first = repo.file("dvc.yaml", "stages: {}\n")
                .file("dvc.lock", "schema: '2.0'\n")
                .commit("one");
        repo.tag("v1.0.0");
        repo.tag("nightly");
        String second = repo.commit("two");
        repo.tag("it's-\"#1\"/🚀@v1.1.0");

        assertThat(synced()).isEqualTo("3 tags, 3 new, 2 trees read");

        List<VersionTag> versions = catalog.versions(key);
        assertThat(versions).extracting(tag -> tag.name().value()).containsExactly("it's-\"#1\"/🚀@v1.1.0", "v1.0.0");
        VersionTag oldest = versions.getLast();
        assertThat(oldest.commit()).isEqualTo(new CommitId(first));
        assertThat(oldest.tagger()).isEqualTo("Ada");
        assertThat(oldest.message()).isEqualTo("Release v1.0.0");
        assertThat(oldest.annotated()).isTrue();
        assertThat(oldest.artifact()).isNull();
        assertThat(versions.getFirst().artifact()).isEqualTo("it's-\"#1\"/🚀");
        assertThat(catalog.otherTags(key)).containsExactly(new TagName("nightly"));
        assertThat(catalog.trees(key, List.of(new CommitId(first), new CommitId(second))))
                .hasSize(2);
        assertThat(ears.events)
                .containsExactly(
                        new VersionsSynced(key, Set.of(new TagName("v1.0.0"), new TagName("it's-\"#1\"/🚀@v1.1.0"))));
    }

    @Test
    void aSecondLookAtTheSameTagsDoesNothing() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        synced();
        ears.events.clear();

        assertThat(synced()).isEqualTo("1 tag, nothing new");
        assertThat(sync.sync(project, Mode.FULL, (what, done, total) -> {})).isEqualTo("1 tag, nothing new");
        assertThat(ears.events).isEmpty();
    }

    @Test
    void aMovedTagShowsBothCommitsUntilItIsBack() throws Exception {
        String first = repo.commit("one");
        repo.tag("v1.0.0");
        synced();
        String second = repo.commit("two");
        repo.tag("v1.0.0");
        assertThat(synced()).isEqualTo("1 tag, 1 moved, 1 tree read");

        VersionTag moved = find("v1.0.0");
        assertThat(moved.moved()).isTrue();
        assertThat(moved.commit()).isEqualTo(new CommitId(second));
        assertThat(moved.firstCommit()).isEqualTo(new CommitId(first));
        assertThat(moved.movedAt()).isNotNull();

        repo.tag("v1.0.0", first);
        synced();
        assertThat(find("v1.0.0").moved()).isFalse();
        assertThat(find("v1.0.0").movedAt()).isNull();
        assertThat(catalog.moves(key, new TagName("v1.0.0")))
                .extracting(TagMove::from, TagMove::to)
                .containsExactly(
                        tuple(new CommitId(first), new CommitId(second)),
                        tuple(new CommitId(second), new CommitId(first)));
    }

    @Test
    void aDeletedTagStaysVisibleAndOneMadeAgainElsewhereIsMoved() throws Exception {
        String first = repo.commit("one");
        repo.tag("v1.0.0").tag("v1.1.0");
        synced();
        repo.delete("v1.0.0");
        assertThat(synced()).isEqualTo("1 tag, 1 deleted");
        assertThat(find("v1.0.0").deletedAt()).isNotNull();
        assertThat(find("v1.0.0").commit()).isEqualTo(new CommitId(first));

        String second = repo.commit("two");
        repo.tag("v1.0.0");
        synced();
        assertThat(find("v1.0.0").deletedAt()).isNull();
        assertThat(find("v1.0.0").moved()).isTrue();
        assertThat(find("v1.0.0").commit()).isEqualTo(new CommitId(second));
    }

    @Test
    void mentionsARepositoryThatLostAllItsTags() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        synced();
        repo.delete("v1.0.0");

        assertThat(synced()).contains("no tag at all");
        assertThat(find("v1.0.0").deletedAt()).isNotNull();
    }

    @Test
    void showsStagesWithTheirHistory() throws Exception {
        String first = repo.commit("one");
        repo.tag("churn@v1.0.0").tag("churn#prod#1");
        repo.commit("two");
        repo.tag("churn@v1.1.0").tag("churn#prod#2").tag("churn#dev#3");
        synced();

        assertThat(find("churn@v1.0.0").stages()).singleElement().satisfies(stage -> {
            assertThat(stage.name()).isEqualTo("prod");
            assertThat(stage.isPresent()).isFalse();
        });
        assertThat(find("churn@v1.1.0").stages()).extracting(Stage::name).containsExactly("dev", "prod");
        assertThat(find("churn@v1.1.0").stages()).allMatch(Stage::isPresent);

        ears.events.clear();
        repo.tag("churn#prod#4", first);
        synced();
        assertThat(find("churn@v1.0.0").stages()).extracting(Stage::isPresent).containsExactly(true, false);
        assertThat(ears.events)
                .containsExactly(
                        new VersionsSynced(key, Set.of(new TagName("churn@v1.0.0"), new TagName("churn@v1.1.0"))));

        repo.tag("churn@v1.0.0!", first);
        synced();
        assertThat(find("churn@v1.0.0").registered()).isFalse();
        repo.tag("churn@deprecated");
        synced();
        assertThat(find("churn@v1.1.0").deprecated()).isTrue();
    }

    @Test
    void keepsTheLastGoodDataWhenTheRepositoryIsGone() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        synced();
        Path away = repo.folder().resolveSibling(key + "-away");
        Files.move(repo.folder(), away);

        assertThatThrownBy(this::synced)
                .isInstanceOfSatisfying(
                        SourceFailure.class, e -> assertThat(e.code()).isEqualTo("git-not-a-repository"));
        assertThat(find("v1.0.0").deletedAt()).isNull();

        Files.move(away, repo.folder());
        assertThat(synced()).isEqualTo("1 tag, nothing new");
    }

    @Test
    void aDamagedTagHidesNoOtherAndIsReadOnceItIsMended() throws Exception {
        repo.file("dvc.yaml", "stages: {}\n").commit("one");
        repo.tag("v1.0.0");
        Path tree = object(repo.git("rev-parse", "v1.0.0^{tree}"));
        byte[] whole = Files.readAllBytes(tree);
        String second = repo.file("dvc.yaml", "stages: {a: {cmd: x}}\n").commit("two");
        repo.tag("v1.1.0");
        repo.commit("three");
        repo.tag("v1.2.0");
        Path tag = object(repo.git("rev-parse", "v1.2.0"));
        Files.delete(tag);
        Files.delete(tree);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(this::synced).isInstanceOfSatisfying(SourceFailure.class, e -> {
                assertThat(e.code()).isEqualTo("git-corrupt");
                assertThat(e.getMessage()).contains("v1.0.0, v1.2.0 stand for", "git fsck");
            });
            assertThat(catalog.versions(key))
                    .extracting(version -> version.name().value())
                    .containsExactly("v1.1.0", "v1.0.0");
            assertThat(catalog.trees(
                            key, List.of(new CommitId(second), find("v1.0.0").commit())))
                    .containsOnlyKeys(new CommitId(second));
        }

        Files.write(tree, whole);
        repo.git("tag", "-d", "v1.2.0");
        repo.tag("v1.2.0");
        assertThat(synced()).isEqualTo("3 tags, 1 new, 2 trees read");
        assertThat(synced()).isEqualTo("3 tags, nothing new");
    }

    private Path object(String id) {
        return repo.folder().resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    }

    @Test
    void aPatternChangedMakesOtherTagsVersions() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0").tag("nightly");
        synced();
        project = project(repo.folder().toString(), "nightly");
        synced();

        assertThat(catalog.versions(key)).extracting(VersionTag::name).containsExactly(new TagName("nightly"));
        assertThat(catalog.trees(key, List.of(find("nightly").commit()))).hasSize(1);
    }

    @Test
    void readsTreesThatAnInterruptionLeftOut() throws Exception {
        String commit = repo.commit("one");
        repo.tag("v1.0.0");
        synced();
        // As if the rules of reading had changed, or the process had died before they were stored.
        forget(commit);
        ears.events.clear();

        assertThat(sync.sync(project, Mode.FULL, (what, done, total) -> {})).isEqualTo("1 tag, 1 tree read");
        assertThat(catalog.trees(key, List.of(new CommitId(commit)))).hasSize(1);
        assertThat(ears.events).containsExactly(new VersionsSynced(key, Set.of(new TagName("v1.0.0"))));
    }

    @Test
    void readsThousandsOfTagsInBulk() throws Exception {
        String commit = repo.commit("one");
        StringBuilder input = new StringBuilder();
        IntStream.range(0, 3_000)
                .forEach(i -> input.append("create refs/tags/v1.")
                        .append(i)
                        .append(".0 ")
                        .append(commit)
                        .append('\n'));
        repo.gitWith(input.toString(), "update-ref", "--stdin");
        synced();

        assertThat(catalog.versions(key)).hasSize(3_000);
        List<TagName> some = IntStream.range(0, 1_200)
                .mapToObj(i -> new TagName("v1." + i + ".0"))
                .toList();
        assertThat(catalog.versions(key, some)).hasSize(1_200);
        assertThat(catalog.versions(key, List.of())).isEmpty();
        List<TagName> all = IntStream.range(0, 2_500)
                .mapToObj(i -> new TagName("v1." + i + ".0"))
                .toList();
        assertThat(catalog.versions(key, all)).hasSize(2_500);
    }

    private String synced() throws SourceFailure {
        return sync.sync(project, Mode.INCREMENTAL, (what, done, total) -> {});
    }

    private VersionTag find(String tag) {
        return catalog.find(key, new TagName(tag)).orElseThrow();
    }

    private void forget(String commit) {
        jdbc.update("delete from dvc_tree where project = ? and commit_id = ?", key.value(), commit);
        assertThat(trees.unread(key, List.of(new CommitId(commit)))).hasSize(1);
    }

    private Project project(String url, String pattern) {
        return new Project(
                key,
                "Test",
                new Project.Git(url, Pattern.compile(pattern), null, null, null),
                null,
                new Project.Dvc(Map.of(), null));
    }

    /// Hears what is published, and that it is inside the transaction.
    @TestConfiguration(proxyBeanMethods = false)
    static class Ears {

        final List<VersionsSynced> events = new ArrayList<>();

        @EventListener
        void hear(VersionsSynced event) {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isTrue();
            events.add(new VersionsSynced(event.project(), new HashSet<>(event.changed())));
        }
    }
}
