package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.BadDataException;
import dev.vigia.drift.calculator.CsvTable;
import dev.vigia.drift.calculator.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Both files, read side by side.
record Tables(Table reference, Table current, Progress progress) implements AutoCloseable {

    /// The share of the heap that columns may take; the rest is for sorting them and for everything else.
    private static final double SHARE = 0.4;

    static Tables read(Path reference, Path current, char separator, boolean visible) throws IOException {
        check("reference", reference);
        check("current", current);
        if (Files.isSameFile(reference, current)) {
            throw new BadDataException("The reference and the current data are the same file, " + reference + ".");
        }
        long memory = (long) (Runtime.getRuntime().maxMemory() * SHARE / 2);
        var progress = new Progress(Files.size(reference) + Files.size(current), visible);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(
                    () -> new CsvTable(reference, "reference", separator, memory, progress.part()).read());
            var other =
                    threads.submit(() -> new CsvTable(current, "current", separator, memory, progress.part()).read());
            try {
                var first = get(one);
                try {
                    return new Tables(first, get(other), progress);
                } catch (IOException | RuntimeException problem) {
                    first.close();
                    throw problem;
                }
            } finally {
                // If one side is bad there is no need to read the other to its end.
                threads.shutdownNow();
            }
        }
    }

    private static void check(String side, Path file) {
        if (!Files.exists(file)) {
            throw new BadDataException("The " + side + " file " + file + " does not exist.");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadDataException("The " + side + " file " + file + " is not a file.");
        }
        if (!Files.isReadable(file)) {
            throw new BadDataException("The " + side + " file " + file + " may not be read.");
        }
    }

    private static Table get(Future<Table> table) throws IOException {
        try {
            return table.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (ExecutionException problem) {
            switch (problem.getCause()) {
                case IOException io -> throw io;
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new IOException(problem);
            }
        }
    }

    void scored(String column) {
        progress.show("Compared " + column);
    }

    void done() {
        progress.clear();
    }

    @Override
    public void close() throws IOException {
        done();
        try (reference;
                current) {
            // Both, whatever becomes of one.
        }
    }
}
