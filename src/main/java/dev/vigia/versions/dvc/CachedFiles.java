package dev.vigia.versions.dvc;

import dev.vigia.versions.CachedValues;
import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.Values;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Metrics and params files that are kept out of Git: read from the remote by their hash.
final class CachedFiles {

    CachedValues read(DeclaredOutput output, Questions remote, @Nullable String key) {
        Values kind = Objects.requireNonNull(output.values());
        String file = output.path();
        try {
            byte[] bytes = remote.read(Objects.requireNonNull(key), ValueFile.MAX_BYTES);
            if (output.layout().equals("dvc3") && !DirectoryObject.md5(bytes).equals(output.hash())) {
                return new CachedValues(file, kind, List.of(), "its bytes in the remote have another hash");
            }
            ValueFile.Values values = new ValueFile.Values();
            Object content = ValueFile.parse(file, bytes);
            if (kind == Values.METRICS) {
                ValueFile.metrics(file, content, values);
            } else {
                ValueFile.params(file, content, List.of(), values);
            }
            return new CachedValues(file, kind, values.list(), null);
        } catch (BrokenFileException e) {
            return new CachedValues(file, kind, List.of(), e.why());
        } catch (IOException e) {
            return new CachedValues(file, kind, List.of(), "it cannot be read from the remote: " + e.getMessage());
        }
    }
}
