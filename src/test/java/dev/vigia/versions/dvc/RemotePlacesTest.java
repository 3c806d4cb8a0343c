package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.Project;
import dev.vigia.projects.Secret;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.dvc.RemotePlace.Folder;
import dev.vigia.versions.dvc.RemotePlace.Nowhere;
import dev.vigia.versions.dvc.RemotePlace.S3;
import dev.vigia.versions.dvc.RemotePlace.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemotePlacesTest {

    private static final Path ROOT = Path.of("/work tree/repository");

    private static RemotePlace find(String folder, String config, String name, Map<String, Project.Remote> ours) {
        DvcProject project = DvcConfigFile.parse(folder, config.getBytes(StandardCharsets.UTF_8));
        return new RemotePlaces(new Project.Dvc(ours, ROOT))
                .find(project, name.isEmpty() ? project.defaultRemote() : name);
    }

    private static RemotePlace find(String url) {
        return find("", "['remote \"r\"']\nurl = " + url + "\n", "r", Map.of());
    }

    @Test
    void countsRelativeUrlsFromTheFolderOfTheConfiguration() {
        assertThat(find("../../store")).isEqualTo(new Folder(Path.of("/work tree/store")));
        assertThat(find("sub", "[core]\nremote = R\n[remote \"R\"]\nurl = '../../../store/'\n", "", Map.of()))
                .isEqualTo(new Folder(Path.of("/work tree/store")));
        assertThat(find("/abs/olute/")).isEqualTo(new Folder(Path.of("/abs/olute")));
        assertThat(find("../$VAR/x")).isEqualTo(new Folder(ROOT.resolve("$VAR/x")));
        RemotePlace nowhere = new RemotePlaces(new Project.Dvc(Map.of(), null))
                .find(DvcConfigFile.parse("", "[remote \"r\"]\nurl=../x".getBytes(StandardCharsets.UTF_8)), "r");
        assertThat(nowhere)
                .isInstanceOfSatisfying(
                        Nowhere.class, place -> assertThat(place.why()).contains("relative", "dvc.relative-to"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"~/store", "file:///store", "http://user:pw@host/x", "http://", "s3://"})
    void knowsNotWhere(String url) {
        assertThat(find(url))
                .isInstanceOfSatisfying(
                        Nowhere.class, place -> assertThat(place.code()).isEqualTo("remote-unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gs://b/x", "azure://c/x", "ssh://h/x", "webdavs://h/x", "hdfs://h/x", "gdrive://i/x"})
    void doesNotAskOtherKinds(String url) {
        assertThat(find(url))
                .isInstanceOfSatisfying(
                        Nowhere.class, place -> assertThat(place.code()).isEqualTo("remote-unsupported"));
    }

    @Test
    void readsWebAndS3() {
        assertThat(find("https://host/x/ # there")).isEqualTo(new Web(URI.create("https://host/x"), null, null));
        String config =
                "[remote \"r\"]\nurl = s3://bucket/a/b/\nendpointurl = http://127.0.0.1:9000/\nregion = eu-west-1\n";
        assertThat(find("", config, "r", Map.of()))
                .isEqualTo(new S3("bucket", "a/b", URI.create("http://127.0.0.1:9000"), "eu-west-1", null, null));
        var ours = new Project.Remote(null, "key", new Secret("s"), "http://127.0.0.1:1", null, null);
        assertThat(find("", config, "r", Map.of("r", ours)))
                .isEqualTo(
                        new S3("bucket", "a/b", URI.create("http://127.0.0.1:1"), "eu-west-1", "key", new Secret("s")));
    }

    @Test
    void followsRemotesBehindRemotes() {
        String config = "[remote \"a\"]\nurl = s3://bucket/p\n[remote \"c\"]\nurl = remote://a/sub\n"
                + "[remote \"x\"]\nurl = remote://x/y\n[remote \"z\"]\nurl = remote://a/../../up\n";
        assertThat(find("", config, "c", Map.of())).isEqualTo(new S3("bucket", "p/sub", null, null, null, null));
        assertThat(find("", config, "x", Map.of())).isInstanceOf(Nowhere.class);
        assertThat(find("", config, "z", Map.of())).isInstanceOf(Nowhere.class);
    }

    @Test
    void takesNoRemoteWithoutADefaultAndNoneWithoutASection() {
        String config = "['remote \"only\"']\nurl = /store\n";
        assertThat(find("", config, "", Map.of())).isInstanceOf(Nowhere.class);
        assertThat(find("", config, "other", Map.of())).isInstanceOf(Nowhere.class);
        assertThat(find("", "[core\nremote = x\n", "", Map.of()))
                .isInstanceOfSatisfying(
                        Nowhere.class, place -> assertThat(place.why()).contains("cannot be read"));
    }

    @Test
    void readsQuotesCommentsAndCaseAsDvcDoes() {
        String config = "# first\n[CORE]\n  Remote = \"Up\" # c\n  autostage = true\n[cache]\ndir = /x\n"
                + "['remote \"Up\"']\n  URL = 'https://h/a # b'\n";
        DvcProject project = DvcConfigFile.parse("", config.getBytes(StandardCharsets.UTF_8));
        assertThat(project.defaultRemote()).isEqualTo("up");
        assertThat(project.remotes()).isEqualTo(Map.of("up", Map.of("url", "https://h/a # b")));
        assertThat(project.problem()).isNull();
    }
}
