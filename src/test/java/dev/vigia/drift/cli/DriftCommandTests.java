package dev.vigia.drift.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/// Files to compare, and the command called on them within the test's own process.
abstract class DriftCommandTests {

    record Ended(int code, String out, String err) {}

    @TempDir
    Path temp;

    Path csv(String name, String header, int rows, IntFunction<String> row) throws IOException {
        return Files.writeString(
                temp.resolve(name),
                header + "\n" + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n")) + "\n");
    }

    static Ended run(Path reference, Path current, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("--reference", reference.toString(), "--current", current.toString()));
        arguments.addAll(List.of(options));
        var out = new StringWriter();
        var err = new StringWriter();
        int code = DriftCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
