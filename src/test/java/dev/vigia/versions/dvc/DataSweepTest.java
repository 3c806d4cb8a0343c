package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataState;
import dev.vigia.versions.DataStore.Answer;
import dev.vigia.versions.TreeValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSweepTest {

    @TempDir
    Path folder;

    private Path repository;
    private Path store;
    private final TreeReader reader = new TreeReader();
    private final TreeFixture tree = new TreeFixture()
            .file(".dvc/config", "[core]\n    remote = main\n['remote \"main\"']\n    url = ../../store\n");

    @BeforeEach
    void folders() throws Exception {
        folder = folder.toRealPath();
        repository = Files.createDirectory(folder.resolve("repository"));
        store = Files.createDirectory(folder.resolve("store"));
    }

    private static String md5(String text) {
        return DirectoryObject.md5(text.getBytes(StandardCharsets.UTF_8));
    }

    private String put(String text) throws Exception {
        return put(md5(text), text);
    }

    private String put(String hash, String text) throws Exception {
        Path object = store.resolve(OutputCheck.objectKey("dvc3", hash));
        Files.createDirectories(object.getParent());
        Files.writeString(object, text);
        return hash;
    }

    private void out(String path, String hash, @Nullable Integer size) {
        tree.file(
                path + ".dvc",
                "outs:\n- md5: " + hash + "\n  hash: md5\n  path: " + path + "\n"
                        + (size == null ? "" : "  size: " + size + "\n"));
    }

    private Answer check() throws Exception {
        return check(10_000, false, null, Map.of());
    }

    private Answer check(int max, boolean deep, @Nullable DataState before, Map<String, Project.Remote> remotes)
            throws Exception {
        Project project = new Project(new ProjectKey("p"), "P", null, null, new Project.Dvc(remotes, repository));
        RemoteStores stores = new RemoteStores(new FileRoots(List.of(folder)), uri -> {}, Duration.ofSeconds(2));
        try (DataSweep sweep = new DataSweep(stores, project, max)) {
            return sweep.check(List.of(new DataSweep.Task(reader.read(tree), deep, before)))
                    .getFirst();
        }
    }

    private DataOutput only() throws Exception {
        return check().outputs().getFirst();
    }

    @Test
    void findsWhatWasPushedAndWhatWasNot() throws Exception {
        out("a", put("here"), 4);
        out("b", md5("gone"), 4);
        assertThat(check().outputs())
                .extracting(DataOutput::path, DataOutput::presence, DataOutput::code, DataOutput::objectKey)
                .containsExactly(
                        tuple("a", Presence.PRESENT, "pushed", OutputCheck.objectKey("dvc3", md5("here"))),
                        tuple("b", Presence.MISSING, "object-missing", OutputCheck.objectKey("dvc3", md5("gone"))));
    }

    @Test
    void saysDamagedOfAnotherSizeInDvc3Only() throws Exception {
        out("a", put(md5("whole"), "hal"), 5);
        assertThat(only().presence()).isEqualTo(Presence.DAMAGED);
        assertThat(only().detail()).containsExactly("3 bytes in the remote, 5 in the lock");
        String dvc2 = md5("l1\nl2\n");
        tree.without("a.dvc").file("b.dvc", "outs:\n- md5: " + dvc2 + "\n  size: 8\n  path: b\n");
        Path object = store.resolve(dvc2.substring(0, 2)).resolve(dvc2.substring(2));
        Files.createDirectories(object.getParent());
        Files.writeString(object, "l1\nl2\n");
        assertThat(only().presence()).isEqualTo(Presence.PRESENT);
    }

    @Test
    void asksForEveryFileOfAFolder() throws Exception {
        String listing = "[{\"md5\": \"" + put("one") + "\", \"relpath\": \"in/a \\u00fc.txt\"}, {\"md5\": \""
                + md5("two") + "\", \"relpath\": \"b.txt\"}]";
        out("data", put(md5(listing) + ".dir", listing), 6);
        assertThat(only().presence()).isEqualTo(Presence.MISSING);
        assertThat(only().code()).isEqualTo("child-missing");
        assertThat(only().detail()).containsExactly("data/b.txt=" + md5("two"));
        put("two");
        assertThat(only().presence()).isEqualTo(Presence.PRESENT);
        assertThat(only().deep()).isTrue();
    }

    @Test
    void takesAnEmptyFolderAndFindsATamperedOne() throws Exception {
        out("data", put("d751713988987e9331980363e24189ce.dir", "[]"), 0);
        assertThat(only().presence()).isEqualTo(Presence.PRESENT);
        put("d751713988987e9331980363e24189ce.dir", "[ ]");
        assertThat(only().presence()).isEqualTo(Presence.DAMAGED);
        assertThat(only().detail()).singleElement().asString().contains("have the hash");
    }

    @Test
    void staysShallowAboveTheLimitAndSaysSoUntilAskedDeeply() throws Exception {
        String listing = "[{\"md5\": \"" + md5("lost") + "\", \"relpath\": \"a\"}, {\"md5\": \"" + md5("lost too")
                + "\", \"relpath\": \"b\"}]";
        out("data", put(md5(listing) + ".dir", listing), 6);
        Answer shallow = check(2, false, null, Map.of());
        assertThat(shallow.deep()).isFalse();
        assertThat(shallow.outputs().getFirst().presence()).isEqualTo(Presence.PRESENT);
        assertThat(shallow.outputs().getFirst().deep()).isFalse();
        assertThat(shallow.outputs().getFirst().detail()).containsExactly("2 files were not asked for");
        Answer deep = check(2, true, null, Map.of());
        assertThat(deep.deep()).isTrue();
        assertThat(deep.outputs().getFirst().presence()).isEqualTo(Presence.MISSING);
    }

    @Test
    void knowsNothingOfARemoteThatIsNotThere() throws Exception {
        out("a", md5("x"), 1);
        Files.delete(store);
        assertThat(only().presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(only().code()).isEqualTo("remote-unreachable");
        tree.file(".dvc/config", "");
        assertThat(only().code()).isEqualTo("remote-unknown");
        tree.file(".dvc/config", "[core]\nremote = none\n");
        assertThat(only().detail()).containsExactly(".dvc/config has no url for the remote none");
    }

    @Test
    void neverReadsOutsideTheFileRoots() throws Exception {
        out("a", put("here"), 4);
        tree.file(".dvc/config", "[core]\nremote = main\n['remote \"main\"']\nurl = /etc\n");
        assertThat(only().code()).isEqualTo("remote-refused");
        Path link = store.resolve(OutputCheck.objectKey("dvc3", md5("linked")));
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("/etc/hostname"));
        tree.file(".dvc/config", "[core]\nremote = main\n['remote \"main\"']\nurl = " + store + "\n")
                .without("a.dvc");
        out("b", md5("linked"), 1);
        assertThat(only().presence()).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void tellsTheLastAnswerOfARemoteThatWentAway() throws Exception {
        out("a", put("here"), 4);
        Answer good = check();
        DataState state = new DataState(good.commit(), good.outputs(), Instant.parse("2026-01-02T03:04:05Z"), true);
        Files.move(store, folder.resolve("elsewhere"));
        Answer lost = check(10_000, false, state, Map.of());
        assertThat(lost.outputs().getFirst().presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(lost.outputs().getFirst().detail()).contains("last answer 2026-01-02T03:04:05Z: present");
        DataState later = new DataState(lost.commit(), lost.outputs(), Instant.parse("2026-02-02T00:00:00Z"), true);
        assertThat(check(10_000, false, later, Map.of()).outputs()).isEqualTo(lost.outputs());
    }

    @Test
    void readsMetricsThatLieInTheRemote() throws Exception {
        String text = "{\"rmse\": 0.5}";
        tree.file("dvc.yaml", "stages:\n  fit:\n    cmd: x\n    metrics: [m.json]\n")
                .file(
                        "dvc.lock",
                        "schema: '2.0'\nstages:\n  fit:\n    cmd: x\n    outs:\n    - path: m.json\n      hash: md5\n"
                                + "      md5: " + put(text) + "\n      size: " + text.length() + "\n");
        assertThat(check().values())
                .singleElement()
                .satisfies(
                        file -> assertThat(file.values()).containsExactly(new TreeValue("m.json", "rmse", "0.5", 0.5)));
    }

    @Test
    void takesOurSettingsOverTheTagsConfiguration() throws Exception {
        out("a", put("here"), 4);
        tree.file(".dvc/config", "[core]\nremote = main\n");
        var ours = Map.of("main", new Project.Remote(store.toString(), null, null, null, null, null));
        assertThat(check(10, false, null, ours).outputs().getFirst().presence()).isEqualTo(Presence.PRESENT);
    }
}
