package dev.vigia.platform.backup;

import dev.vigia.platform.EmbeddedDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A backup as H2 writes it: a ZIP with the one file of the database.
record BackupArchive(Path zip) {

    /// @param version of the schema
    record Contents(long tables, long rows, String version) {

        String words() {
            return tables + " tables, " + rows + " rows, schema version " + version;
        }
    }

    /// Writes the database into a file that is there and empty, and looks through all of it.
    ///
    /// @throws Unusable if it is no backup, or not a whole one
    Contents unpack(EmbeddedDatabase to) throws IOException {
        try (var archive = new ZipFile(zip.toFile())) {
            var files = archive.stream()
                    .filter(entry -> entry.getName().endsWith(EmbeddedDatabase.SUFFIX))
                    .toList();
            if (files.size() != 1) {
                throw new Unusable(zip + " is no backup of Vigía: it has no database in it.");
            }
            try (var in = archive.getInputStream(files.getFirst());
                    var out = Files.newOutputStream(to.file())) {
                in.transferTo(out);
            }
        } catch (ZipException e) {
            throw new Unusable(zip + " is no backup of Vigía, or not a whole one: " + e.getMessage() + ".");
        }
        try (var connection = to.open()) {
            return look(connection);
        } catch (SQLException e) {
            throw new Unusable("The database in " + zip + " cannot be read: " + firstLine(e));
        }
    }

    private static Contents look(Connection connection) throws SQLException {
        long rows = 0;
        var tables = tables(connection);
        try (var statement = connection.createStatement()) {
            for (String table : tables) {
                try (var count =
                        statement.executeQuery("select count(*) from \"" + table.replace("\"", "\"\"") + "\"")) {
                    count.next();
                    rows += count.getLong(1);
                }
            }
            try (var version = statement.executeQuery("select \"version\" from \"flyway_schema_history\""
                    + " where \"version\" is not null order by \"installed_rank\" desc fetch first row only")) {
                return new Contents(tables.size(), rows, version.next() ? version.getString(1) : "none");
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var found =
                connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE", "TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /// In words for whoever gave the command.
    static final class Unusable extends IOException {

        private static final long serialVersionUID = 1;

        Unusable(String sentence) {
            super(sentence);
        }
    }

    /// Before the file gets its name: a name that outlives a crash must not stand for half of it.
    static void toDisk(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
