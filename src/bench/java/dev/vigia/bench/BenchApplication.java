package dev.vigia.bench;

import dev.vigia.VigiaApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole application on a PostgreSQL with its own durable settings, for benchmarks of it.
public record BenchApplication(EmbeddedPostgres database, ConfigurableApplicationContext context, String url)
        implements AutoCloseable {

    public static final String TOKEN = "bench";

    /// @param more settings, as on the command line
    public static BenchApplication start(Path folder, String... more) throws IOException {
        var database = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        try {
            var port = freePort();
            var settings = new ArrayList<>(List.of(
                    "--server.port=" + port,
                    "--server.address=127.0.0.1",
                    "--vigia.data-dir=" + folder.resolve("vigia"),
                    "--vigia.jobs.enabled=false",
                    "--vigia.security.bootstrap-token=" + TOKEN,
                    "--vigia.security.admin-password=bench-only",
                    "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres"));
            settings.addAll(List.of(more));
            var context = SpringApplication.run(VigiaApplication.class, settings.toArray(String[]::new));
            return new BenchApplication(database, context, "http://127.0.0.1:" + port);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public String webhook() {
        return url + "/api/v1/alerts/alertmanager?cluster=bench";
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
        database.close();
    }
}
