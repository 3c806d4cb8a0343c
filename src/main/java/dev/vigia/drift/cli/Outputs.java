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

    static final String STANDARD = "-";

    private final Map<Path, String> texts = new LinkedHashMap<>();

    Outputs(List<Path> inputs, List<@Nullable Path> outputs) throws IOException {
        for (var output : outputs.stream().filter(Objects::nonNull).toList()) {
            if (output.toString().equals(STANDARD)) {
                continue;
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

    void add(@Nullable Path file, String text) {
        if (file != null && !file.toString().equals(STANDARD)) {
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
