package dev.vigia.versions.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.projects.SourceFailure;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.GitRepo;
import dev.vigia.versions.ReadingFaults;
import dev.vigia.versions.TagSource;
import dev.vigia.versions.TagSource.GitTag;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeAccess.Entry;
import dev.vigia.versions.TreeAccess.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRepositoryTest {

    @TempDir
    Path folder;

    private Sources sources;
    private GitRepo repo;

    @BeforeEach
    void create() throws IOException {
        folder = folder.toRealPath();
        sources = Sources.in(folder);
        repo = GitRepo.create(folder.resolve("repo with spaces"));
    }

    @Test
    void readsAnnotatedAndLightweightTags() throws Exception {
        String first = repo.file("a.txt", "a").commit("first");
        Instant committed = repo.now();
        repo.lightweight("v0.9.0", first);
        repo.tag("v1.0.0");
        Instant tagged = repo.now();

        Map<String, GitTag> tags = describe();

        GitTag annotated = tags.get("v1.0.0");
        assertThat(annotated.annotated()).isTrue();
        assertThat(annotated.commit()).isEqualTo(new CommitId(first));
        assertThat(annotated.taggedAt()).isEqualTo(tagged);
        assertThat(annotated.tagger()).isEqualTo("Ada");
        assertThat(annotated.message()).isEqualTo("Release v1.0.0");
        GitTag lightweight = tags.get("v0.9.0");
        assertThat(lightweight.annotated()).isFalse();
        assertThat(lightweight.commit()).isEqualTo(new CommitId(first));
        assertThat(lightweight.taggedAt()).isEqualTo(committed);
        assertThat(lightweight.message()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's",
                "say\"hi\"",
                "churn@v1.2.0#4",
                "a/b/c",
                "v1.0-🚀",
                "ünï",
                "<img/onerror=x>",
                "-rf",
                "a;b|c&d",
                "$(id)"
            })
    void takesEveryNameThatGitTakes(String name) throws Exception {
        String commit = repo.commit("one");
        repo.git("update-ref", "refs/tags/" + name, commit);

        assertThat(sources.tags(Sources.project(repo.folder().toString()))).containsExactly(Map.entry(name, commit));
    }

    @Test
    void followsTagsOfTagsAndStopsAtAPrank() throws Exception {
        String commit = repo.commit("one");
        repo.tag("t1");
        repo.git("tag", "-a", "-m", "two", "t2", "t1");
        repo.git("tag", "-a", "-m", "five deep", "t3", "t2");
        repo.git("update-ref", "refs/tags/deep", repo.chain(commit, 2048));

        Map<String, GitTag> tags = describe();

        assertThat(tags.get("t3").commit()).isEqualTo(new CommitId(commit));
        assertThat(tags.get("deep").commit()).isNotEqualTo(new CommitId(commit));
        assertThat(entries(tags.get("deep").commit())).isEmpty();
    }

    @Test
    void aTagOfAFolderOrAFileHasNoTree() throws Exception {
        repo.file("dvc.yaml", "stages: {}").commit("one");
        repo.git("tag", "tree", "HEAD^{tree}");
        repo.git("tag", "-a", "-m", "a file", "blob", "HEAD:dvc.yaml");

        Map<String, GitTag> tags = describe();

        assertThat(tags.get("tree").taggedAt()).isNull();
        assertThat(tags.get("blob").taggedAt()).isNotNull();
        assertThat(entries(tags.get("tree").commit())).isEmpty();
        assertThat(entries(tags.get("blob").commit())).isEmpty();
    }

    @Test
    void readsTreesWithoutFollowingAnything() throws Exception {
        repo.file("dvc.yaml", "stages: {}\n").file("sub/x.dvc", "outs: []\n");
        Files.createSymbolicLink(repo.folder().resolve("link"), Path.of("/etc/passwd"));
        String commit = repo.commit("one");
        repo.tag("v1.0.0");

        try (TagSource.Listing listing = list()) {
            TreeAccess tree = listing.fetch(listing.refs(), Sources.SILENT).tree(new CommitId(commit));
            Map<String, Kind> kinds =
                    tree.entries(tree.rootId()).stream().collect(Collectors.toMap(Entry::name, Entry::kind));
            assertThat(kinds)
                    .containsOnly(
                            Map.entry("dvc.yaml", Kind.FILE),
                            Map.entry("sub", Kind.FOLDER),
                            Map.entry("link", Kind.SYMLINK));
            Entry file = tree.entries(tree.rootId()).getFirst();
            assertThat(tree.read(file.id(), 100)).asString().isEqualTo("stages: {}\n");
            assertThatThrownBy(() -> tree.read(file.id(), 5))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("11")
                    .hasMessageContaining("5");
        }
    }

    @Test
    void leavesOutEntriesThatGitWouldNotCheckOut() throws Exception {
        repo.file("a", "x").commit("one");
        String blob = repo.git("rev-parse", "HEAD:a");
        byte[] id = HexFormat.of().parseHex(blob);
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        for (String name : List.of("..", ".GIT", ".git", "a/b", "good")) {
            tree.write(("100644 " + name + "\0").getBytes(StandardCharsets.UTF_8));
            tree.write(id);
        }
        Path raw = Files.write(folder.resolve("tree"), tree.toByteArray());
        String treeId = repo.git("hash-object", "-t", "tree", "-w", "--literally", raw.toString());
        String commit = repo.gitWith(
                "tree " + treeId + "\nauthor A <a@b.c> 1 +0000\ncommitter A <a@b.c> 1 +0000\n\nx\n",
                "hash-object",
                "-t",
                "commit",
                "-w",
                "--stdin");
        repo.git("update-ref", "refs/tags/v1", commit);

        assertThat(entries(new CommitId(commit))).extracting(Entry::name).containsExactly("good");
    }

    @Test
    void bareRepositoriesAndFileUrlsAreTheSame() throws Exception {
        String commit = repo.commit("one");
        repo.tag("v1.0.0");
        repo.git("clone", "-q", "--bare", ".", folder.resolve("bare.git").toString());
        repo.git("pack-refs", "--all");

        for (String url : List.of(
                repo.folder().toString(),
                repo.folder() + "/.git",
                "file://" + repo.folder(),
                repo.folder().toUri().toString(),
                folder.resolve("bare.git").toString())) {
            assertThat(sources.tags(Sources.project(url))).as(url).containsExactly(Map.entry("v1.0.0", commit));
        }
    }

    @Test
    void writesNothingIntoTheRepository() throws Exception {
        repo.file("a", "x").commit("one");
        repo.tag("v1.0.0");
        List<String> before = files();

        sources.tags(Sources.project(repo.folder().toString()));

        assertThat(files()).isEqualTo(before);
        assertThat(sources.data().resolve("git").resolve("churn")).doesNotExist();
    }

    @Test
    void refusesWhatLeadsOutOfTheFileRoots() throws Exception {
        Path outside = Files.createTempDirectory("outside").toRealPath();
        GitRepo other = GitRepo.create(outside.resolve("other"));
        other.commit("secret");
        other.tag("v1.0.0");

        assertRefused(outside.resolve("other").toString(), "path-refused");
        assertRefused(folder + "/../" + outside.getFileName() + "/other", "path-refused");
        Files.createSymbolicLink(folder.resolve("link"), outside.resolve("other"));
        assertRefused(folder.resolve("link").toString(), "path-refused");
        Path gitLink = Files.createDirectories(folder.resolve("gitlink"));
        Files.createSymbolicLink(gitLink.resolve(".git"), outside.resolve("other/.git"));
        assertRefused(gitLink.toString(), "path-refused");
        Path gitFile = Files.createDirectories(folder.resolve("gitfile"));
        Files.writeString(gitFile.resolve(".git"), "gitdir: " + outside.resolve("other/.git") + "\n");
        assertRefused(gitFile.toString(), "git-refused");
        Files.writeString(repo.folder().resolve(".git/objects/info/alternates"), outside + "/other/.git/objects\n");
        assertRefused(repo.folder().toString(), "path-refused");
        Files.writeString(repo.folder().resolve(".git/objects/info/alternates"), "");
        Files.writeString(repo.folder().resolve(".git/config"), "[include]\n\tpath = /dev/zero\n");
        assertRefused(repo.folder().toString(), "git-refused");
    }

    @Test
    void saysWhatIsWrongWithWhatIsNoRepository() throws Exception {
        assertRefused(folder.resolve("nothing").toString(), "git-not-a-repository");
        assertRefused(Files.createDirectories(folder.resolve("empty")).toString(), "git-not-a-repository");
        GitRepo modern = GitRepo.create(folder.resolve("modern"));
        Files.writeString(
                modern.folder().resolve(".git/config"),
                "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n");
        assertRefused(modern.folder().toString(), "git-unsupported");
        Files.writeString(modern.folder().resolve(".git/config"), "[core\n");
        assertRefused(modern.folder().toString(), "git-corrupt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c id",
                "git://example.org/x.git",
                "s3://bucket/x",
                "-oProxyCommand=id",
                "fd::17",
                "ftp://example.org/x",
                "javascript://alert(1)",
                "https://user:secret@example.org/x",
                "relative/path",
                "../up",
                "",
            })
    void refusesEveryOtherKindOfUrl(String url) {
        assertRefused(url, "git-refused");
    }

    private void assertRefused(String url, String code) {
        assertThatThrownBy(() -> sources.source().list(Sources.project(url)).close())
                .isInstanceOfSatisfying(
                        SourceFailure.class,
                        failure -> assertThat(failure.code())
                                .as(url + ": " + failure.getMessage())
                                .isEqualTo(code));
    }

    private TagSource.Listing list() throws SourceFailure {
        return sources.source().list(Sources.project(repo.folder().toString()));
    }

    private Map<String, GitTag> describe() throws Exception {
        try (TagSource.Listing listing = list()) {
            Map<String, GitTag> tags = new TreeMap<>();
            listing.fetch(listing.refs(), Sources.SILENT)
                    .describe(listing.refs(), new ReadingFaults())
                    .forEach(tag -> tags.put(tag.ref().name().value(), tag));
            return tags;
        }
    }

    private List<Entry> entries(CommitId commit) throws Exception {
        try (TagSource.Listing listing = list()) {
            TreeAccess tree = listing.fetch(listing.refs(), Sources.SILENT).tree(commit);
            return new ArrayList<>(tree.entries(tree.rootId()));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(repo.folder())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file + " " + file.toFile().lastModified() + " "
                            + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }
}
