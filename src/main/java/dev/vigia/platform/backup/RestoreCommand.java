package dev.vigia.platform.backup;

import dev.vigia.platform.EmbeddedDatabase;
import dev.vigia.platform.Release;
import dev.vigia.platform.backup.BackupArchive.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./vigia restore`. Puts the database of a backup where there is none; ends with 1 if it did not.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Puts the embedded database of a backup where there is none.")
class RestoreCommand implements Callable<Integer> {

    private static final String POSTGRESQL =
            "  pg_restore --exit-on-error --single-transaction --no-owner --dbname=\"$DATABASE\" vigia.dump";

    @Parameters(index = "0", paramLabel = "FILE", description = "What ./vigia backup wrote.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "--PROPERTY=VALUE",
            description = "As for run, after --: such as -- --vigia.data-dir=/srv/vigia.")
    private List<String> properties = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    static void main(String[] arguments) {
        CommandSettings.withoutLog();
        System.exit(CommandSettings.commandLine(new RestoreCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var began = System.nanoTime();
        var database = CommandSettings.embedded(CommandSettings.read(properties), POSTGRESQL);
        if (!Files.isRegularFile(file)) {
            throw new Unusable("There is no file " + file.toAbsolutePath() + ".");
        }
        refuseToOverwrite(database);
        var folder = Files.createDirectories(database.file().getParent());
        var part = Files.createTempFile(folder, "restore-", EmbeddedDatabase.SUFFIX);
        try {
            var contents = new BackupArchive(file).unpack(database.at(part));
            BackupArchive.toDisk(part);
            refuseToOverwrite(database);
            Files.move(part, database.file());
            say(database + ": " + contents.words() + ", in " + CommandSettings.seconds(System.nanoTime() - began)
                    + ". Start Vigía with ./vigia run.");
            return 0;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void refuseToOverwrite(EmbeddedDatabase database) throws Unusable {
        if (!Files.exists(database.file())) {
            return;
        }
        try (var _ = database.open()) {
            throw new Unusable(
                    "There is a database at " + database + ", which is not overwritten. Move it away first:\n"
                            + "  mv '" + database + "' '" + database + ".before'");
        } catch (SQLException e) {
            throw new Unusable(
                    EmbeddedDatabase.isInUse(e)
                            ? "Vigía is running on " + database + ": stop it first."
                            : "There is a file at " + database
                                    + " already, which is not overwritten: move it away first.");
        }
    }

    private void say(String words) {
        if (spec != null) {
            spec.commandLine().getOut().println(words);
        }
    }
}
