package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.peers.Peers;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Secret;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DvcTree;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// What the real dvc pushed to a server that speaks like S3, plain and version-aware.
class DvcS3PeerTest {

    @TempDir
    static Path folder;

    private static Process server;
    private static String endpoint;
    private static S3Client s3;

    @BeforeAll
    static void start() throws Exception {
        Peers.require("dvc");
        Path moto = Peers.require("moto_server");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        endpoint = "http://127.0.0.1:" + port;
        server = new ProcessBuilder(moto.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto.log").toFile())
                .start();
        s3 = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create(endpoint))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        Awaitility.await()
                .atMost(90, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> s3.createBucket(request -> request.bucket("data")));
        s3.putBucketVersioning(request ->
                request.bucket("data").versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    }

    @AfterAll
    static void stop() {
        if (s3 != null) {
            s3.close();
        }
        if (server != null) {
            server.destroy();
        }
    }

    private static Path repository(String name, String... options) throws Exception {
        Path repository = Files.createDirectory(folder.resolve(name));
        run(repository, "git", "init", "-q");
        dvc(repository, "init");
        dvc(repository, "remote", "add", "-d", "main", "s3://data/" + name);
        dvc(repository, "remote", "modify", "main", "endpointurl", endpoint);
        for (String option : options) {
            dvc(repository, "remote", "modify", "main", option, "true");
        }
        Files.writeString(repository.resolve("one.bin"), "one of " + name);
        Files.createDirectories(repository.resolve("data/in"));
        Files.writeString(repository.resolve("data/a b.txt"), "a of " + name);
        Files.writeString(repository.resolve("data/in/ü.txt"), "u of " + name);
        dvc(repository, "add", "one.bin", "data");
        return repository;
    }

    private static void dvc(Path repository, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = Peers.require("dvc").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[command.length - 1] = "-q";
        run(repository, command);
    }

    private static void run(Path where, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "key",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "DVC_NO_ANALYTICS", "1",
                        "DVC_SITE_CACHE_DIR", folder.resolve("site").toString()));
        if (builder.start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(folder.resolve("said.log")));
        }
    }

    private static TreeFixture tree(Path repository) throws IOException {
        return new TreeFixture()
                .file(".dvc/config", Files.readString(repository.resolve(".dvc/config")))
                .file("one.bin.dvc", Files.readString(repository.resolve("one.bin.dvc")))
                .file("data.dvc", Files.readString(repository.resolve("data.dvc")));
    }

    private static Map<String, DataOutput> check(TreeFixture tree) throws Exception {
        var ours = new Project.Remote(null, "key", new Secret("secret"), null, null, null);
        Project project =
                new Project(new ProjectKey("s3"), "S3", null, null, new Project.Dvc(Map.of("main", ours), null));
        RemoteStores stores = new RemoteStores(new FileRoots(List.of()), uri -> {}, Duration.ofSeconds(30));
        DvcTree read = new TreeReader().read(tree);
        try (DataSweep sweep = new DataSweep(stores, project, 100)) {
            return sweep.check(List.of(new DataSweep.Task(read, false, null))).getFirst().outputs().stream()
                    .collect(Collectors.toMap(DataOutput::path, output -> output));
        }
    }

    @Test
    void findsWhatDvcPushed() throws Exception {
        Path repository = repository("plain");
        assertThat(check(tree(repository)).values())
                .allSatisfy(output -> assertThat(output.presence()).isEqualTo(Presence.MISSING));
        dvc(repository, "push");
        assertThat(check(tree(repository)).values()).hasSize(2).allSatisfy(output -> {
            assertThat(output.presence()).as(output.toString()).isEqualTo(Presence.PRESENT);
            assertThat(output.deep()).isTrue();
        });
        String child = DirectoryObject.md5("a of plain".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        s3.deleteObject(request -> request.bucket("data").key("plain/" + OutputCheck.objectKey("dvc3", child)));
        assertThat(check(tree(repository)).get("data").detail()).containsExactly("data/a b.txt=" + child);
        TreeFixture elsewhere = tree(repository)
                .file(
                        ".dvc/config",
                        Files.readString(repository.resolve(".dvc/config"))
                                .replace("s3://data", "s3://no-such-bucket"));
        assertThat(check(elsewhere).values()).allSatisfy(output -> {
            assertThat(output.presence()).isEqualTo(Presence.UNKNOWN);
            assertThat(output.detail()).containsExactly("there is no bucket no-such-bucket");
        });
    }

    @Test
    void findsTheVersionsThatDvcPushed() throws Exception {
        Path repository = repository("versions", "version_aware");
        assertThat(check(tree(repository)).values())
                .allSatisfy(output -> assertThat(output.presence()).isEqualTo(Presence.MISSING));
        dvc(repository, "push");
        TreeFixture pushed = tree(repository);
        assertThat(check(pushed).values()).hasSize(2).allSatisfy(output -> {
            assertThat(output.layout()).isEqualTo("version-aware");
            assertThat(output.presence()).as(output.toString()).isEqualTo(Presence.PRESENT);
        });
        // A delete leaves the version where it is; only deleting the version loses it.
        s3.deleteObject(request -> request.bucket("data").key("versions/one.bin"));
        assertThat(check(pushed).get("one.bin").presence()).isEqualTo(Presence.PRESENT);
        String version = s3.listObjectVersions(request -> request.bucket("data").prefix("versions/one.bin"))
                .versions()
                .getFirst()
                .versionId();
        s3.deleteObject(
                request -> request.bucket("data").key("versions/one.bin").versionId(version));
        assertThat(check(pushed).get("one.bin").presence()).isEqualTo(Presence.MISSING);
        assertThat(check(pushed).get("data").presence()).isEqualTo(Presence.PRESENT);
    }
}
