package dev.vigia.platform;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether the database answers, is one that Vigía can use, and stands where this Vigía expects it.
@Component
@Order(20)
class DatabaseDiagnostic implements Diagnostic {

    private final DataSource dataSource;
    private final Environment environment;

    DatabaseDiagnostic(DataSource dataSource, Environment environment) {
        this.dataSource = dataSource;
        this.environment = environment;
    }

    @Override
    public String part() {
        return "Database";
    }

    @Override
    public List<Finding> look() {
        var url = environment.getProperty("spring.datasource.url", "");
        var embedded = EmbeddedDatabase.configured(environment);
        if (embedded.isPresent() && !Files.exists(embedded.get().file())) {
            return List.of(
                    Finding.note("", "There is none yet at " + embedded.get() + ".", "The first start makes it."));
        }
        try (var connection = dataSource.getConnection()) {
            return look(connection);
        } catch (SQLException e) {
            var cause = sqlCause(e);
            if (embedded.isPresent() && EmbeddedDatabase.isInUse(cause)) {
                return List.of(Finding.ok("", embedded.get() + " is in use: Vigía is running on it."));
            }
            return List.of(Finding.wrong(
                    "",
                    "It does not answer at " + shown(url) + ": " + firstLine(cause) + ".",
                    "Check spring.datasource.url, its username and its password, and that the database is up."));
        }
    }

    private List<Finding> look(Connection connection) throws SQLException {
        var about = connection.getMetaData();
        var findings = new ArrayList<Finding>();
        var product = about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        var postgresql = about.getDatabaseProductName().equals("PostgreSQL");
        if (!postgresql && !about.getDatabaseProductName().equals("H2")) {
            return List.of(Finding.wrong(
                    "",
                    "Vigía stores its data in H2 or PostgreSQL, not in " + product + ".",
                    "Set spring.datasource.url."));
        }
        findings.add(Finding.ok("", product + " answers."));
        if (postgresql) {
            findings.addAll(postgresql());
        }
        findings.addAll(migrations(postgresql ? "postgresql" : "h2"));
        return findings;
    }

    private List<Finding> postgresql() {
        var jdbc = JdbcClient.create(dataSource);
        var findings = new ArrayList<Finding>();
        var encoding = jdbc.sql("show server_encoding").query(String.class).single();
        if (!encoding.equals("UTF8")) {
            findings.add(Finding.wrong(
                    "encoding",
                    "The database stores text as " + encoding + ".",
                    "Make it anew: create database vigia encoding 'UTF8' template template0."));
        }
        var mayCreate = jdbc.sql("select has_schema_privilege(current_schema(), 'CREATE')")
                .query(Boolean.class)
                .single();
        if (!mayCreate) {
            findings.add(
                    Finding.wrong(
                            "rights",
                            "The user may not make tables, which a new release needs.",
                            "Let the user own the schema: alter schema public owner to the user of spring.datasource.username."));
        }
        return findings;
    }

    private List<Finding> migrations(String vendor) {
        var locations = environment.getProperty("spring.flyway.locations", "").replace("{vendor}", vendor);
        var info = Flyway.configure(getClass().getClassLoader())
                .dataSource(dataSource)
                .locations(locations.split(","))
                .load()
                .info();
        var failed = Arrays.stream(info.all())
                .filter(migration -> migration.getState().isFailed())
                .findFirst();
        var newest = info.current();
        if (failed.isPresent()) {
            var version = String.valueOf(failed.get().getVersion());
            return List.of(Finding.wrong(
                    "migrations",
                    "Migration " + version + " failed half-way.",
                    "Restore the backup that was made before the update, and start the earlier release."));
        }
        if (Arrays.stream(info.applied()).anyMatch(DatabaseDiagnostic::isUnknownHere)) {
            return List.of(Finding.wrong(
                    "migrations",
                    "A newer Vigía has written this database.",
                    "Start that release, or restore the backup that was made before the update."));
        }
        var pending = info.pending().length;
        if (newest == null) {
            return List.of(Finding.note("migrations", "It is empty.", "The first start makes its tables."));
        }
        return pending == 0
                ? List.of(Finding.ok("migrations", "It stands at version " + newest.getVersion() + ", as it should."))
                : List.of(Finding.note(
                        "migrations",
                        "It stands at version " + newest.getVersion() + "; " + pending + " more to come.",
                        "The next start runs them. Make a backup first."));
    }

    private static boolean isUnknownHere(MigrationInfo migration) {
        return migration.getState().isApplied() && !migration.getState().isResolved();
    }

    private static SQLException sqlCause(SQLException e) {
        var deepest = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                deepest = sql;
            }
        }
        return deepest;
    }

    /// A URL may carry a password among its parameters.
    private static String shown(String url) {
        return url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .replaceAll("\\.+$", "");
    }
}
