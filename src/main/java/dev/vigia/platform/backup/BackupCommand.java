package dev.vigia.platform.backup;

import dev.vigia.platform.EmbeddedDatabase;
import dev.vigia.platform.Release;
import dev.vigia.platform.backup.BackupArchive.Unusable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./vigia backup`. Asks the running Vigía for its database, or reads it where none runs, and opens what it wrote
/// before it says that there is a backup. Ends with 1 if there is none.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Writes the embedded database into a file, also while Vigía runs.")
class BackupCommand implements Callable<Integer> {

    private static final String POSTGRESQL = "  pg_dump --format=custom --file=vigia.dump \"$DATABASE\"";

    @Parameters(index = "0", paramLabel = "FILE", description = "The backup; must not be there yet.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "--PROPERTY=VALUE",
            description = "As for run, after --: such as -- --vigia.data-dir=/srv/vigia.")
    private List<String> properties = List.of();

    @Option(names = "--url", description = "Where Vigía runs, if not on this machine at server.port.")
    private @Nullable String url;

    @Spec
    private @Nullable CommandSpec spec;

    static void main(String[] arguments) {
        CommandSettings.withoutLog();
        System.exit(CommandSettings.commandLine(new BackupCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var began = System.nanoTime();
        var environment = CommandSettings.read(properties);
        var database = CommandSettings.embedded(environment, POSTGRESQL);
        var target = file.toAbsolutePath();
        refuseToOverwrite(target);
        var folder = Objects.requireNonNullElse(target.getParent(), target);
        if (!Files.isDirectory(folder)) {
            throw new Unusable("There is no folder " + folder + ".");
        }
        var part = Files.createTempFile(folder, target.getFileName() + "-", ".part");
        var copy = Files.createTempFile(folder, target.getFileName() + "-", EmbeddedDatabase.SUFFIX);
        try {
            write(environment, database, part);
            var contents = new BackupArchive(part).unpack(database.at(copy));
            BackupArchive.toDisk(part);
            refuseToOverwrite(target);
            Files.move(part, target);
            say(target + ": " + CommandSettings.size(Files.size(target)) + ", " + contents.words() + ", in "
                    + CommandSettings.seconds(System.nanoTime() - began) + ".");
            return 0;
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(copy);
        }
    }

    private static void refuseToOverwrite(Path target) throws Unusable {
        if (Files.exists(target)) {
            throw new Unusable(target + " is there already, and is not overwritten.");
        }
    }

    private void write(Environment environment, EmbeddedDatabase database, Path part)
            throws IOException, InterruptedException {
        if (url != null) {
            download(url, environment, part);
            return;
        }
        if (!Files.exists(database.file())) {
            throw new Unusable("There is no database at " + database + ": name another with VIGIA_DATA_DIR.");
        }
        try (var connection = database.open();
                var statement = connection.prepareStatement("backup to ?")) {
            statement.setString(1, part.toString());
            statement.execute();
        } catch (SQLException e) {
            if (!EmbeddedDatabase.isInUse(e)) {
                throw new Unusable("The database at " + database + " cannot be read: " + e.getMessage());
            }
            download(here(environment), environment, part);
        }
    }

    private static String here(Environment environment) {
        var address = environment.getProperty("server.address", "127.0.0.1");
        return "http://" + (address.equals("0.0.0.0") ? "127.0.0.1" : address) + ":"
                + environment.getProperty("server.port", "8080");
    }

    private static void download(String from, Environment environment, Path part)
            throws IOException, InterruptedException {
        var token =
                environment.getProperty("VIGIA_TOKEN", environment.getProperty("vigia.security.bootstrap-token", ""));
        if (token.isBlank()) {
            throw new Unusable("Vigía is running: give an API token with the scope admin in VIGIA_TOKEN.");
        }
        var request = HttpRequest.newBuilder(URI.create(from.replaceAll("/+$", "") + BackupApi.PATH))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            var answer = client.send(
                    request,
                    head -> head.statusCode() == 200
                            ? HttpResponse.BodySubscribers.mapping(
                                    BodyHandlers.ofFile(part).apply(head), Path::toString)
                            : BodyHandlers.ofString().apply(head));
            switch (answer.statusCode()) {
                case 200 -> {}
                case 401, 403 ->
                    throw new Unusable(
                            "Vigía at " + from + " refuses the token in VIGIA_TOKEN: it needs the scope admin.");
                default ->
                    throw new Unusable("Vigía at " + from + " answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (ConnectException e) {
            throw new Unusable("Vigía has its database open, but is not at " + from + ": say where with --url.");
        }
    }

    private void say(String words) {
        if (spec != null) {
            spec.commandLine().getOut().println(words);
        }
    }
}
