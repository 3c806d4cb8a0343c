package dev.vigia.runs.filestore;

import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Experiment;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunStatus;
import dev.vigia.runs.RunTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One run of an `mlruns` folder: `meta.yaml`, and a file for each metric, param and tag.
final class RunFolder {

    static final int LONGEST_ID = 250;

    /// MLflow writes the status as a number, and long ago as a name.
    private static final List<RunStatus> BY_NUMBER = List.of(
            RunStatus.UNKNOWN,
            RunStatus.RUNNING,
            RunStatus.SCHEDULED,
            RunStatus.FINISHED,
            RunStatus.FAILED,
            RunStatus.KILLED);

    private final Folder folder;

    RunFolder(Folder folder) {
        this.folder = folder;
    }

    /// Whether anything of the run was written since.
    boolean touchedSince(Path run, Instant since) throws IOException {
        if (since.equals(Instant.MIN) || isTouched(run, since) || isTouched(run.resolve("meta.yaml"), since)) {
            return true;
        }
        for (String part : List.of("tags", "metrics", "params", "outputs", "artifacts")) {
            if (isTouched(run.resolve(part), since)) {
                return true;
            }
        }
        // A tag that is set again and a metric that goes on change only their own file.
        for (String part : List.of("tags", "metrics")) {
            for (Path file : folder.files(run.resolve(part)).values()) {
                if (isTouched(file, since)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTouched(Path path, Instant since) throws IOException {
        try {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isAfter(since);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// Empty if the folder holds no run.
    Optional<RunFacts> read(Path run, Experiment experiment) throws IOException {
        var meta = folder.yaml(run.resolve("meta.yaml"));
        var id = meta.getOrDefault("run_id", meta.getOrDefault("run_uuid", ""));
        if (!id.equals(run.getFileName().toString())) {
            return Optional.empty();
        }
        var tags = texts(run.resolve("tags"), UnaryOperator.identity());
        return Optional.of(new RunFacts(
                new RunId(id),
                firstOf(meta.get("run_name"), tags.get("mlflow.runName"), meta.get("name"), ""),
                experiment.id(),
                firstOf(tags.get("mlflow.user"), meta.get("user_id"), "", ""),
                status(meta.getOrDefault("status", "")),
                RunTime.ofMillis(millis(meta.get("start_time"))),
                RunTime.ofMillis(millis(meta.get("end_time"))),
                "deleted".equals(meta.get("lifecycle_stage")),
                artifacts(run, meta),
                metrics(run.resolve("metrics")),
                texts(run.resolve("params"), RunFolder::withoutLastLineBreak),
                tags));
    }

    /// @param meta of the run; its `artifact_uri` says whether artifacts are somewhere we cannot look
    Artifacts artifacts(Path run, Map<String, String> meta) throws IOException {
        if (!folder.folders(run.resolve("outputs")).isEmpty()
                || !folder.files(run.resolve("artifacts")).isEmpty()) {
            return Artifacts.PRESENT;
        }
        var uri = meta.getOrDefault("artifact_uri", "");
        // Without a scheme it is a path, and a relative one is as local as any.
        return uri.startsWith("file:") || !uri.contains(":") ? Artifacts.ABSENT : Artifacts.UNKNOWN;
    }

    private Map<String, Double> metrics(Path parent) throws IOException {
        var metrics = new TreeMap<String, Double>();
        for (var file : folder.files(parent).entrySet()) {
            var last = Point.last(folder.tail(file.getValue()));
            if (last != null) {
                metrics.put(file.getKey(), last.value());
            }
        }
        return metrics;
    }

    private Map<String, String> texts(Path parent, UnaryOperator<String> reading) throws IOException {
        var texts = new HashMap<String, String>();
        for (var file : folder.files(parent).entrySet()) {
            texts.put(file.getKey(), reading.apply(folder.text(file.getValue())));
        }
        return texts;
    }

    private static String withoutLastLineBreak(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static String firstOf(
            @Nullable String first, @Nullable String second, @Nullable String third, String otherwise) {
        for (String value : new @Nullable String[] {first, second, third}) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return otherwise;
    }

    private static RunStatus status(String value) {
        if (value.matches("[0-9]")) {
            int number = Integer.parseInt(value);
            return number < BY_NUMBER.size() ? BY_NUMBER.get(number) : RunStatus.UNKNOWN;
        }
        for (RunStatus status : RunStatus.values()) {
            if (status.name().equals(value)) {
                return status;
            }
        }
        return RunStatus.UNKNOWN;
    }

    private static @Nullable Long millis(@Nullable String value) {
        return value != null && value.matches("[0-9]{1,18}") ? Long.valueOf(value) : null;
    }

    /// One line of a metric file: `timestamp value [step]`. The latest is the one with the highest step, then time,
    /// then value, as MLflow has it.
    private record Point(long step, long timestamp, double value) implements Comparable<Point> {

        static @Nullable Point last(String lines) {
            return lines.lines()
                    .map(Point::parse)
                    .flatMap(Optional::stream)
                    .max(Point::compareTo)
                    .orElse(null);
        }

        private static Optional<Point> parse(String line) {
            var parts = line.strip().split("\\s+");
            if (parts.length < 2) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Point(
                        parts.length > 2 ? Long.parseLong(parts[2]) : 0, Long.parseLong(parts[0]), number(parts[1])));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        /// Python writes `nan` and `inf`.
        private static double number(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan" -> Double.NaN;
                case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        }

        @Override
        public int compareTo(Point other) {
            int bySteps = Long.compare(step, other.step);
            int byTime = bySteps != 0 ? bySteps : Long.compare(timestamp, other.timestamp);
            return byTime != 0 ? byTime : Double.compare(value, other.value);
        }
    }
}
