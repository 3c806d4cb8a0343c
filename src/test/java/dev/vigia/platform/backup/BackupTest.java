package dev.vigia.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.notify.Recorder;
import dev.vigia.notify.Recorder.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./vigia backup` and `./vigia restore` where no Vigía runs, and where something else answers in its place.
class BackupTest {

    private static final Recorder RECORDER = Recorder.shared();

    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void fill() throws Exception {
        file = Files.createDirectories(folder.resolve("backups")).resolve("vigia.zip");
        try (var connection = open("data")) {
            Flyway.configure()
                    .dataSource(url("data"), "vigia", "")
                    .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                    .load()
                    .migrate();
            try (var statement = connection.createStatement()) {
                statement.execute("insert into audit_log (at, actor, action, subject, detail)"
                        + " select timestamp with time zone '2026-11-23 07:00:00+00', 'admin', 'a', 'nº ' || x, repeat('é', 900)"
                        + " from system_range(1, 2000)");
            }
        }
    }

    @AfterEach
    void forget() {
        RECORDER.forget();
    }

    @Test
    void bringsBackEveryRowOfEveryTable() throws Exception {
        var backedUp = backup(file.toString(), "--", "--vigia.data-dir=" + folder.resolve("data"));
        assertThat(backedUp.code).as(backedUp.err).isZero();
        assertThat(backedUp.out).contains(file + ": ", " kB, ", " tables, ", "schema version ", " s.");

        var restored = restore(file.toString(), "--", "--vigia.data-dir=" + folder.resolve("new"));
        assertThat(restored.code).as(restored.err).isZero();
        assertThat(restored.out).contains(folder.resolve("new/vigia.mv.db").toString(), "./vigia run");
        assertThat(contents("new")).isEqualTo(contents("data")).hasSizeGreaterThan(2_000);
        assertThat(left("backups")).containsExactly("vigia.zip");
        assertThat(left("new")).containsExactly("vigia.mv.db");
    }

    @Test
    void overwritesNothing() throws Exception {
        Files.writeString(file, "last night's");
        var backedUp = backup(file.toString(), "--", "--vigia.data-dir=" + folder.resolve("data"));
        assertThat(backedUp.code).isEqualTo(1);
        assertThat(backedUp.err).contains(file + " is there already");
        assertThat(file).hasContent("last night's");

        var other = file.resolveSibling("other.zip");
        assertThat(backup(other.toString(), "--", "--vigia.data-dir=" + folder.resolve("data")).code)
                .isZero();
        var before = contents("data");
        var restored = restore(other.toString(), "--", "--vigia.data-dir=" + folder.resolve("data"));
        assertThat(restored.code).isEqualTo(1);
        assertThat(restored.err).contains("There is a database at", "Move it away first", "mv '");
        assertThat(contents("data")).isEqualTo(before);
    }

    @Test
    void doesNotRestoreBelowARunningVigia() throws Exception {
        assertThat(backup(file.toString(), "--", "--vigia.data-dir=" + folder.resolve("data")).code)
                .isZero();
        try (var _ = running("data")) {
            var restored = restore(file.toString(), "--", "--vigia.data-dir=" + folder.resolve("data"));
            assertThat(restored.code).isEqualTo(1);
            assertThat(restored.err).contains("Vigía is running on", "stop it first");
        }
    }

    @Test
    void restoresNothingFromWhatIsNoWholeBackup() throws Exception {
        var half = folder.resolve("half.zip");
        assertThat(backup(file.toString(), "--", "--vigia.data-dir=" + folder.resolve("data")).code)
                .isZero();
        var whole = Files.readAllBytes(file);
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        var empty = folder.resolve("empty.zip");
        zip(empty, "readme.txt", new byte[] {1});
        var torn = folder.resolve("torn.zip");
        zip(torn, "vigia.mv.db", new byte[8192]);

        for (Path bad : List.of(half, empty, torn)) {
            var restored = restore(bad.toString(), "--", "--vigia.data-dir=" + folder.resolve("new"));
            assertThat(restored.code).as(bad.toString()).isEqualTo(1);
            assertThat(restored.err).contains(bad.toString()).containsAnyOf("is no backup of Vigía", "cannot be read");
            assertThat(left("new")).isEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenTheRunningVigiaAnswersNoWholeBackup() throws Exception {
        RECORDER.on("cut", _ -> Reply.NONE);
        RECORDER.on("page", 200, "<html>a proxy's page</html>");
        RECORDER.on("closed", 403, "no");
        RECORDER.on("broken", 500, "its log has the details");
        for (var place : List.of("cut", "page", "closed", "broken")) {
            var ended = backup(
                    "--url",
                    RECORDER.url(place),
                    file.toString(),
                    "--",
                    "--VIGIA_TOKEN=s3cret-token",
                    "--vigia.data-dir=" + folder.resolve("data"));
            assertThat(ended.code).as(place).isEqualTo(1);
            assertThat(ended.err).startsWith("vigia: ").doesNotContain("s3cret-token");
            assertThat(left("backups")).as(place).isEmpty();
        }
        assertThat(backup("--url", RECORDER.url("closed"), file.toString(), "--", "--VIGIA_TOKEN=x").err)
                .contains("needs the scope admin");
        assertThat(RECORDER.requests("page"))
                .allMatch(request -> request.method().equals("POST")
                        && request.path().equals("/page/api/v1/backup")
                        && "Bearer s3cret-token".equals(request.headers().get("authorization")));
    }

    @Test
    void saysWhatToDoWhereThereIsNothingItCouldBackUp() throws Exception {
        try (var _ = running("data")) {
            var data = "--vigia.data-dir=" + folder.resolve("data");
            assertThat(backup(file.toString(), "--", data).err).contains("give an API token with the scope admin");
            assertThat(backup(file.toString(), "--", data, "--VIGIA_TOKEN=x", "--server.port=" + nobody()).err)
                    .contains("say where with --url");
        }
        assertThat(backup(file.toString(), "--", "--vigia.data-dir=" + folder.resolve("none")).err)
                .contains("There is no database at");
        assertThat(folder.resolve("none")).doesNotExist();
        var postgresql = "--spring.datasource.url=jdbc:postgresql://db/vigia";
        assertThat(backup(file.toString(), "--", postgresql).err).contains("pg_dump --format=custom");
        assertThat(restore(file.toString(), "--", postgresql).err).contains("pg_restore", "--single-transaction");
    }

    /// Another process that has the database open; in this one H2 would share it.
    private FileChannel running(String name) throws IOException {
        var channel = FileChannel.open(folder.resolve(name).resolve("vigia.mv.db"), StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    private static int nobody() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void zip(Path file, String name, byte[] content) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
    }

    private List<String> left(String name) throws IOException {
        if (!Files.isDirectory(folder.resolve(name))) {
            return List.of();
        }
        try (var files = Files.list(folder.resolve(name))) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name).resolve("vigia");
    }

    private Connection open(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "vigia", "");
    }

    /// The database as the statements that would make it.
    private List<String> contents(String name) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = open(name);
                var script = connection.createStatement().executeQuery("script simple nosettings")) {
            while (script.next()) {
                lines.add(script.getString(1));
            }
        }
        return lines;
    }

    private static Ended backup(String... arguments) {
        return run(new BackupCommand(), arguments);
    }

    private static Ended restore(String... arguments) {
        return run(new RestoreCommand(), arguments);
    }

    private static Ended run(Object command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = CommandSettings.commandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
