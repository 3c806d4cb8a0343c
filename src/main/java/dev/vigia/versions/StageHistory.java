package dev.vigia.versions;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Plays GTO's tags in the order they were made and so learns which version was in which stage, and when. At
/// every moment the answer is the one `gto show` would have given, less its crashes: several versions on one
/// commit are told apart by their time, and a creation is no more than a sign of life.
///
/// @see "src/docs/decisions/0009-stages-from-tags.md"
final class StageHistory {

    /// @param taggedAt made by the tagger's clock, to the second
    record Event(TagName tag, GtoTag action, CommitId commit, Instant taggedAt) {}

    /// @param version null where the commit has no registered version
    /// @param tag the assignment that put it there
    record Tenure(
            String artifact,
            String stage,
            @Nullable String version,
            CommitId commit,
            TagName tag,
            Instant since,
            @Nullable Instant until) {}

    record Release(String artifact, String version) {}

    private static final Comparator<Event> ORDER = comparing(Event::taggedAt)
            .thenComparing(event -> event.action().counter())
            .thenComparing(event -> event.action().action())
            .thenComparing(Event::tag);

    private final Map<String, Artifact> artifacts = new HashMap<>();

    static StageHistory of(Collection<Event> events) {
        StageHistory history = new StageHistory();
        events.stream()
                .sorted(ORDER)
                .forEach(event -> history.artifacts
                        .computeIfAbsent(event.action().artifact(), Artifact::new)
                        .take(event));
        return history;
    }

    /// Past and present, newest first.
    List<Tenure> tenures() {
        return artifacts.values().stream()
                .flatMap(artifact -> artifact.tenures())
                .sorted(comparingLong((Tenure tenure) -> tenure.since().getEpochSecond())
                        .reversed()
                        .thenComparing(Tenure::artifact)
                        .thenComparing(Tenure::stage))
                .toList();
    }

    Set<Release> deregistered() {
        Set<Release> releases = new HashSet<>();
        artifacts
                .values()
                .forEach(artifact ->
                        artifact.deregistered.forEach(version -> releases.add(new Release(artifact.name, version))));
        return releases;
    }

    Set<String> deprecated() {
        Set<String> names = new HashSet<>();
        artifacts.values().stream().filter(artifact -> artifact.deprecated).forEach(a -> names.add(a.name));
        return names;
    }

    private static final class Artifact {

        final String name;
        final Set<String> deregistered = new HashSet<>();
        boolean deprecated;

        /// The versions registered on a commit, the latest last.
        private final Map<CommitId, List<String>> registered = new HashMap<>();

        private final Map<String, Line> lines = new LinkedHashMap<>();

        Artifact(String name) {
            this.name = name;
        }

        void take(Event event) {
            GtoTag action = event.action();
            boolean revived = deprecated;
            deprecated = action.action() == GtoTag.Action.DEPRECATE;
            boolean everyStage = deprecated || revived;
            switch (action.action()) {
                case REGISTER -> {
                    String version = String.valueOf(action.version());
                    deregistered.remove(version);
                    List<String> here = registered.computeIfAbsent(event.commit(), commit -> new ArrayList<>());
                    here.remove(version);
                    here.add(version);
                    everyStage = true;
                }
                case DEREGISTER -> {
                    deregistered.add(String.valueOf(action.version()));
                    everyStage = true;
                }
                case ASSIGN -> line(action).assigned.putLast(event.commit(), event.tag());
                case UNASSIGN -> line(action).assigned.remove(event.commit());
                case CREATE, DEPRECATE -> {}
            }
            if (everyStage) {
                lines.values().forEach(line -> line.settle(this, event.taggedAt()));
            } else if (action.stage() != null) {
                line(action).settle(this, event.taggedAt());
            }
        }

        /// The version of a commit that holds now; null if the commit stands for itself.
        @Nullable
        String version(CommitId commit) {
            List<String> here = registered.getOrDefault(commit, List.of());
            return here.reversed().stream()
                    .filter(version -> !deregistered.contains(version))
                    .findFirst()
                    .orElse(null);
        }

        boolean counts(CommitId commit) {
            return !deprecated && (version(commit) != null || !registered.containsKey(commit));
        }

        Stream<Tenure> tenures() {
            return lines.values().stream().flatMap(line -> {
                List<Tenure> all = new ArrayList<>(line.past);
                if (line.present != null) {
                    all.add(line.present);
                }
                return all.stream();
            });
        }

        private Line line(GtoTag action) {
            return lines.computeIfAbsent(String.valueOf(action.stage()), Line::new);
        }
    }

    /// One stage of one artifact.
    private static final class Line {

        final String stage;

        /// By the tag that did it, the latest last.
        final LinkedHashMap<CommitId, TagName> assigned = new LinkedHashMap<>();

        final List<Tenure> past = new ArrayList<>();

        @Nullable
        Tenure present;

        Line(String stage) {
            this.stage = stage;
        }

        /// Who holds the stage after a change: the commit assigned last that still counts.
        void settle(Artifact artifact, Instant at) {
            Tenure next = null;
            for (Map.Entry<CommitId, TagName> entry :
                    assigned.sequencedEntrySet().reversed()) {
                if (artifact.counts(entry.getKey())) {
                    next = new Tenure(
                            artifact.name,
                            stage,
                            artifact.version(entry.getKey()),
                            entry.getKey(),
                            entry.getValue(),
                            at,
                            null);
                    break;
                }
            }
            if (present != null && next != null && sameHolder(present, next)) {
                return;
            }
            if (present != null && present.since().isBefore(at)) {
                past.add(new Tenure(
                        present.artifact(),
                        present.stage(),
                        present.version(),
                        present.commit(),
                        present.tag(),
                        present.since(),
                        at));
            }
            present = next;
        }

        private static boolean sameHolder(Tenure one, Tenure other) {
            return one.commit().equals(other.commit()) && Objects.equals(one.version(), other.version());
        }
    }
}
