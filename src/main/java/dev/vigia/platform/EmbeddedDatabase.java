package dev.vigia.platform;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/// The database in a file, which is used where no server of databases is configured.
///
/// @param file may not exist yet
public record EmbeddedDatabase(Path file, String username, String password) {

    public static final String SUFFIX = ".mv.db";

    private static final Pattern FORM = Pattern.compile("jdbc:h2:(?:file:)?([^;]+).*");

    /// H2's code for a file that another process has open.
    private static final int IN_USE = 90020;

    /// @return empty if it is kept by a server, or in memory
    public static Optional<EmbeddedDatabase> configured(Environment environment) {
        var form = FORM.matcher(environment.getProperty("spring.datasource.url", ""));
        if (!form.matches() || form.group(1).matches("(mem|tcp|ssl):.*")) {
            return Optional.empty();
        }
        return Optional.of(new EmbeddedDatabase(
                Path.of(form.group(1) + SUFFIX).toAbsolutePath(),
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", "")));
    }

    /// The same in another file.
    public EmbeddedDatabase at(Path other) {
        return new EmbeddedDatabase(other, username, password);
    }

    /// Opens it, and makes none where there is none.
    ///
    /// @throws SQLException also if somebody has it open
    public Connection open() throws SQLException {
        var path = file.toString();
        return DriverManager.getConnection(
                "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length())
                        + ";IFEXISTS=TRUE;TRACE_LEVEL_FILE=0",
                username,
                password);
    }

    /// Whether somebody else has it open.
    public static boolean isInUse(SQLException problem) {
        return problem.getErrorCode() == IN_USE;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
