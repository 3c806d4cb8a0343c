package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunBuilder;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunStatus;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataState;
import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.TagName;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.TreeValue;
import dev.vigia.versions.VersionTag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Version tags, trees, data and runs for tests; by default everything fits together.
final class IntegrityFixtures {

    static final ProjectKey PROJECT = new ProjectKey("bankchurn");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Subject.Matching MATCHING =
            new Subject.Matching(Map.of(), Map.of(), "http://mlflow.example.org", "version");

    private IntegrityFixtures() {}

    static CommitId commit(String name) {
        return new CommitId(String.format("%040x", name.hashCode() & 0xffffffffL));
    }

    static VersionTag tag(String name) {
        return tag(name, commit(name));
    }

    static VersionTag tag(String name, CommitId commit) {
        var at = name.indexOf('@');
        var hash = name.lastIndexOf('#');
        return new VersionTag(
                PROJECT,
                new TagName(name),
                at < 0 ? null : name.substring(0, at),
                name.substring(at + 1, hash < 0 ? name.length() : hash),
                commit,
                commit,
                NOON,
                null,
                null,
                true,
                NOON,
                "ana",
                name,
                true,
                false,
                List.of());
    }

    static VersionTag moved(VersionTag tag, CommitId to) {
        return changed(tag, to, NOON, null, true);
    }

    static VersionTag deleted(VersionTag tag) {
        return changed(tag, tag.commit(), null, NOON, true);
    }

    static VersionTag deregistered(VersionTag tag) {
        return changed(tag, tag.commit(), null, null, false);
    }

    private static VersionTag changed(
            VersionTag tag,
            CommitId commit,
            @Nullable Instant movedAt,
            @Nullable Instant deletedAt,
            boolean registered) {
        return new VersionTag(
                tag.project(),
                tag.name(),
                tag.artifact(),
                tag.version(),
                commit,
                tag.firstCommit(),
                NOON,
                movedAt,
                deletedAt,
                true,
                NOON,
                "ana",
                "m",
                registered,
                false,
                tag.stages());
    }

    static TreeState tree(CommitId commit) {
        return new TreeState(
                commit,
                new DvcTracking.Pipeline(2, List.of()),
                List.of(value("metrics.json", "rmse", "0.1184")),
                List.of(value("params.yaml", "train.max_depth", "6")),
                List.of());
    }

    static TreeState tree(CommitId commit, DvcTracking tracking) {
        return new TreeState(commit, tracking, List.of(), List.of(), List.of());
    }

    static TreeValue value(String file, String key, String text) {
        Double number = null;
        try {
            number = Double.valueOf(text);
        } catch (NumberFormatException notANumber) {
            // Texts stay texts.
        }
        return new TreeValue(file, key, text, number);
    }

    static DataOutput output(String path, DataOutput.Presence presence, String code, String... detail) {
        return new DataOutput(
                path,
                "3863d0e317dee0a55c4e59d2ec0eef33",
                10L,
                false,
                "dvc3",
                "s3-prod",
                "files/md5/38/63d0e317dee0a55c4e59d2ec0eef33",
                presence,
                code,
                List.of(detail),
                true);
    }

    static DataState pushed(CommitId commit) {
        return data(commit, output("model.pkl", DataOutput.Presence.PRESENT, "pushed"));
    }

    static DataState data(CommitId commit, DataOutput... outputs) {
        return new DataState(commit, List.of(outputs), NOON, true);
    }

    static Run run(String id, @Nullable String version, CommitId commit) {
        return run(id, version, commit.value(), RunStatus.FINISHED, false, Artifacts.PRESENT, Map.of("rmse", 0.1184));
    }

    static Run run(
            String id,
            @Nullable String version,
            @Nullable String commit,
            RunStatus status,
            boolean deleted,
            Artifacts artifacts,
            Map<String, Double> metrics) {
        return new Run(
                new RunId(id),
                "train",
                "0",
                "churn-xgb",
                "ana",
                status,
                NOON,
                NOON,
                deleted,
                artifacts,
                commit,
                version,
                null,
                metrics,
                Map.of("max_depth", "6"),
                Map.of(),
                "hash");
    }

    static Run gone(Run run) {
        return RunBuilder.like(run).deleted().build();
    }

    static Subject subject(VersionTag tag, List<Run> runs) {
        return subject(tag, tree(tag.commit()), pushed(tag.commit()), runs, List.of());
    }

    static Subject subject(
            VersionTag tag, @Nullable TreeState tree, @Nullable DataState data, List<Run> runs, List<Run> candidates) {
        return new Subject(
                tag,
                tree,
                data,
                Subject.RunKnowledge.KNOWN,
                new Claims(List.of(tag)).of(tag),
                runs,
                candidates,
                null,
                MATCHING,
                NOON);
    }
}
