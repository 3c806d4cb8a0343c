package dev.vigia.integrity;

import dev.vigia.runs.Run;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataState;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.VersionTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts tag, data and run beside each other.
final class Comparisons {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}(\\.dir)?");
    private static final Pattern HASH_ENDING = Pattern.compile("[._/ -]?(md5|hash|dvc|digest|version)$");

    private Comparisons() {}

    static List<VersionReport.Comparison> of(
            VersionTag tag,
            @Nullable TreeState tree,
            @Nullable DataState data,
            @Nullable Run run,
            Subject.Matching matching) {
        var all = new ArrayList<VersionReport.Comparison>();
        var runCommit = run == null ? null : run.sourceCommit();
        all.add(new VersionReport.Comparison(
                "commit",
                "commit",
                tag.commit().value(),
                null,
                runCommit,
                runCommit != null && !RunChecks.sameCommit(tag.commit().value(), runCommit)));
        if (data != null) {
            var logged = run == null ? Map.<String, String>of() : loggedHashes(run);
            data.outputs().forEach(output -> all.add(output(output, logged)));
        }
        if (tree != null && run != null) {
            ValueChecks.metrics(tree, run, matching.metrics()).forEach(each -> all.add(value("metric", each)));
            ValueChecks.params(tree, run, matching.params()).forEach(each -> all.add(value("param", each)));
        }
        all.sort(Comparator.comparing(each -> !each.differs()));
        return List.copyOf(all);
    }

    private static VersionReport.Comparison value(String kind, ValueChecks.Compared compared) {
        return new VersionReport.Comparison(
                kind,
                compared.name(),
                Evidence.clip(compared.atTag()),
                null,
                Evidence.clip(compared.inRun()),
                !compared.same());
    }

    private static VersionReport.Comparison output(DataOutput output, Map<String, String> logged) {
        var inData = output.presence() == Presence.PRESENT
                ? output.hash()
                : output.presence().name().toLowerCase(Locale.ROOT);
        var inRun = loggedFor(output.path(), logged).orElse(null);
        var lost = output.presence() == Presence.MISSING || output.presence() == Presence.DAMAGED;
        var other = inRun != null && output.hash() != null && !sameHash(output.hash(), inRun);
        return new VersionReport.Comparison("output", output.path(), output.hash(), inData, inRun, lost || other);
    }

    /// Hashes that a run recorded as parameters or tags, by the name of the thing they are of: people write
    /// `model.pkl.md5`, `model_hash`, `dvc.model.pkl`. A value that is no hash is no hash.
    private static Map<String, String> loggedHashes(Run run) {
        var hashes = new HashMap<String, String>();
        run.params().forEach((key, value) -> addHash(hashes, key, value));
        run.tags().forEach((key, value) -> addHash(hashes, key, value));
        return hashes;
    }

    private static void addHash(Map<String, String> hashes, String key, String value) {
        var given = value.strip().toLowerCase(Locale.ROOT);
        if (key.startsWith("mlflow.") || !HASH.matcher(given).matches()) {
            return;
        }
        var name = key.toLowerCase(Locale.ROOT);
        var ofData = HASH_ENDING.matcher(name).find() || name.startsWith("dvc.");
        if (ofData) {
            var plain = HASH_ENDING.matcher(name).replaceFirst("");
            hashes.put(plain.startsWith("dvc.") ? plain.substring(4) : plain, given);
        }
    }

    private static Optional<String> loggedFor(String path, Map<String, String> logged) {
        var lower = path.toLowerCase(Locale.ROOT);
        var file = lower.substring(lower.lastIndexOf('/') + 1);
        var stem = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
        for (var name : List.of(lower, file, stem)) {
            var hash = logged.get(name);
            if (hash != null) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    private static boolean sameHash(String full, String given) {
        var one = full.replace(".dir", "");
        return one.startsWith(given.replace(".dir", ""));
    }
}
