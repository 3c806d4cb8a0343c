package dev.vigia;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Gives each application context an empty database of its own. Usable without Spring through [#fresh()].
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /// Settings for the usual `spring.datasource.*` properties.
    public record Settings(String url, String username, String password) {}

    public static boolean isPostgresql() {
        return "postgresql".equals(System.getProperty("vigia.test.database"));
    }

    public static Settings fresh() {
        var name = "vigia_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        if (!isPostgresql()) {
            return new Settings("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE", "vigia", "");
        }
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No fresh PostgreSQL database", e);
        }
        return new Settings(Server.RUNNING.getJdbcUrl("postgres", name), "postgres", "postgres");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings = fresh();
        TestPropertyValues.of(List.of(
                        "spring.datasource.url=" + settings.url(),
                        "spring.datasource.username=" + settings.username(),
                        "spring.datasource.password=" + settings.password(),
                        "vigia.data-dir=" + TemporaryFolder.create()))
                .applyTo(context);
    }

    /// One PostgreSQL process per JVM, started when the first test asks for it.
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "400")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        System.err.println("PostgreSQL did not stop: " + e.getMessage());
                    }
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("Embedded PostgreSQL does not start", e);
            }
        }
    }
}
