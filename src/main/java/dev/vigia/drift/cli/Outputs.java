package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.BadDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files to write: looked at before the work, written all of them or none after it.
final class Outputs {

    private final Map<Path, String> texts = new LinkedHashMap<>();

    Outputs(List<Path> inputs, List<@Nullable Path> outputs) throws IOException {
        var files = outputs.stream()
                .filter(Objects::nonNull)
                .filter(output -> !standard(output))
                .toList();
        for (var output : files) {
            if (files.indexOf(output) != files.lastIndexOf(output)) {
                throw new BadDataException(output + " is named twice; each output needs a file of its own.");
            }
            var folder = folder(output);
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw new BadDataException("Nothing can be written into the folder " + folder + ".");
            }
            if (Files.isDirectory(output)) {
                throw new BadDataException(output + " is a folder; name a file to write.");
            }
            for (var input : inputs) {
                if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
                    throw new BadDataException(output + " is one of the files to read; name another to write.");
                }
            }
        }
    }

    /// Whether the name means the standard output.
    static boolean standard(@Nullable Path file) {
        return file != null && file.toString().equals("-");
    }

    void add(@Nullable Path file, String text) {
        if (file != null && !standard(file)) {
            texts.put(file, text);
        }
    }

    void write() throws IOException {
        Map<Path, Path> written = new LinkedHashMap<>();
        try {
            for (var text : texts.entrySet()) {
                var beside = Files.createTempFile(folder(text.getKey()), ".vigia-drift", ".part");
                written.put(beside, text.getKey());
                // Not with a temporary file's permissions, which shut out everyone else.
                Files.delete(beside);
                Files.writeString(beside, text.getValue(), StandardCharsets.UTF_8);
            }
            for (var file : written.entrySet()) {
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (var file : written.keySet()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
    }
}
