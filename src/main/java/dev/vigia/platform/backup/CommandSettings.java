package dev.vigia.platform.backup;

import ch.qos.logback.classic.Level;
import dev.vigia.platform.EmbeddedDatabase;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine;

/// The configuration that the server would read, for commands beside it; and how such commands end.
final class CommandSettings {

    static final int FAILED = 1;

    private CommandSettings() {}

    /// @param properties as on the server's command line
    static Environment read(List<String> properties) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(properties.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }

    /// Nobody configures the log here, and it would tell everything.
    static void withoutLog() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.OFF);
        }
    }

    /// @param otherwise what to do with a server of databases instead
    static EmbeddedDatabase embedded(Environment environment, String otherwise) throws BackupArchive.Unusable {
        return EmbeddedDatabase.configured(environment)
                .orElseThrow(() -> new BackupArchive.Unusable(
                        "This is for the embedded database, and spring.datasource.url names another. For PostgreSQL:\n"
                                + otherwise));
    }

    static CommandLine commandLine(Object command) {
        return new CommandLine(command).setExecutionExceptionHandler((problem, commandLine, _) -> {
            var words = problem.getMessage();
            commandLine.getErr().println("vigia: " + (words == null ? problem.toString() : words));
            return FAILED;
        });
    }

    /// Such as `1.5 MB`.
    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
