package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that the README names for PostgreSQL, with the real programs, while rows are written.
class PostgresqlBackupPeerTest {

    private static final int TOGETHER = 7;

    @TempDir
    Path folder;

    private Path programs;
    private int port;

    @BeforeEach
    void start() throws Exception {
        programs = Peers.require("pg_dump").getParent();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server("initdb", "-D", data(), "-U", "vigia", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        server(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-c listen_addresses=127.0.0.1 -p " + port + " -k '' -c fsync=off",
                "start");
        run(List.of(program("psql"), "--no-psqlrc", "-c", "create database vigia", address("postgres")));
        run(List.of(program("psql"), "--no-psqlrc", "-c", "create database other", address("postgres")));
        flyway("vigia").migrate();
    }

    @AfterEach
    void stop() throws Exception {
        if (Files.exists(Path.of(data(), "postmaster.pid"))) {
            server("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        }
    }

    @Test
    void bringsBackWhatWasCommittedAndAllTablesAsTheyWere() throws Exception {
        var written = new AtomicInteger();
        var over = new AtomicBoolean();
        var writer = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                write(written.get());
                written.incrementAndGet();
            }
        });
        var dump = folder.resolve("vigia.dump");
        int before;
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> written.get() > 5);
            before = written.get();
            run(List.of(program("pg_dump"), "--format=custom", "--file=" + dump, address("vigia")));
        } finally {
            over.set(true);
        }
        writer.get(1, TimeUnit.MINUTES);
        run(List.of(
                program("pg_restore"),
                "--exit-on-error",
                "--single-transaction",
                "--no-owner",
                "--dbname=" + address("other"),
                dump.toString()));

        flyway("other").validate();
        assertThat(flyway("other").info().pending()).isEmpty();
        var restored = counts("other", "select detail, count(*) from audit_log group by detail");
        assertThat(restored).hasSizeGreaterThanOrEqualTo(before);
        assertThat(restored.values()).as("no half transaction").containsOnly((long) TOGETHER);
        for (int i = 0; i < before; i++) {
            assertThat(restored).containsKey(String.valueOf(i));
        }
        assertThat(columns("other")).isEqualTo(columns("vigia")).hasSizeGreaterThan(100);

        // Nobody writes any more: now every row must be the same.
        var quiet = folder.resolve("quiet.dump");
        run(List.of(program("psql"), "--no-psqlrc", "-c", "create database third", address("postgres")));
        run(List.of(program("pg_dump"), "--format=custom", "--file=" + quiet, address("vigia")));
        run(List.of(
                program("pg_restore"),
                "--exit-on-error",
                "--single-transaction",
                "--no-owner",
                "--dbname=" + address("third"),
                quiet.toString()));
        assertThat(checksums("third")).isEqualTo(checksums("vigia")).hasSizeGreaterThan(40);

        try (var vigia = VigiaProcess.start(
                folder.resolve("started"),
                List.of("spring.datasource.url=jdbc:" + address("third"), "spring.datasource.username=vigia"))) {
            assertThat(vigia.get("/api/v1/alerts").statusCode())
                    .as("it goes on with what was brought back")
                    .isEqualTo(200);
            assertThat(counts("third", "select detail, count(*) from audit_log where action = 'b' group by detail"))
                    .isEqualTo(counts("vigia", "select detail, count(*) from audit_log group by detail"));
        }
    }

    private void write(int number) {
        try (var connection = connect("vigia")) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement(
                    "insert into audit_log (at, actor, action, subject, detail) values (now(), 'a', 'b', 'é', ?)")) {
                for (int i = 0; i < TOGETHER; i++) {
                    insert.setString(1, String.valueOf(number));
                    insert.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TreeMap<String, Long> counts(String database, String query) throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var connection = connect(database);
                var rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private TreeMap<String, Long> columns(String database) throws SQLException {
        return counts(
                database,
                "select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable, 1"
                        + " from information_schema.columns where table_schema = 'public'");
    }

    /// Of every table, over all its rows in the order of their text.
    private TreeMap<String, String> checksums(String database) throws SQLException {
        var sums = new TreeMap<String, String>();
        var tables = counts(database, "select quote_ident(tablename), 1 from pg_tables where schemaname = 'public'");
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var table : tables.keySet()) {
                try (var sum = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') from "
                                + table + " t")) {
                    sum.next();
                    sums.put(table, sum.getString(1));
                }
            }
        }
        return sums;
    }

    private Flyway flyway(String database) {
        return Flyway.configure()
                .dataSource("jdbc:" + address(database), "vigia", "")
                .locations("classpath:db/migration/common", "classpath:db/migration/postgresql")
                .load();
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:" + address(database), "vigia", "");
    }

    private String address(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    private String data() {
        return folder.resolve("server").toString();
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    /// The server refuses to run as root, unless root is somebody else to it.
    private void server(String name, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program(name));
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws Exception {
        var said = Files.createTempFile(folder, "said", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("PGUSER", "vigia");
        var process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(command.toString()).isTrue();
        assertThat(process.exitValue())
                .as(command + ": " + Files.readString(said))
                .isZero();
    }
}
