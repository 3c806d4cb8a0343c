package dev.vigia.alerts;

import dev.vigia.VigiaApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole application on a PostgreSQL with its own durable settings, for benchmarks of it.
record BenchApplication(EmbeddedPostgres database, ConfigurableApplicationContext context, String url)
        implements AutoCloseable {

    static final String TOKEN = "bench";

    static BenchApplication start(Path folder) throws IOException {
        var database = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        try {
            var port = freePort();
            var context = SpringApplication.run(
                    VigiaApplication.class,
                    "--server.port=" + port,
                    "--server.address=127.0.0.1",
                    "--vigia.data-dir=" + folder.resolve("vigia"),
                    "--vigia.jobs.enabled=false",
                    "--vigia.security.bootstrap-token=" + TOKEN,
                    "--vigia.security.admin-password=bench-only",
                    "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres");
            return new BenchApplication(database, context, "http://127.0.0.1:" + port);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    String webhook() {
        return url + "/api/v1/alerts/alertmanager?cluster=bench";
    }

    static int freePort() throws IOException {
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
