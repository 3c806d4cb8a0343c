package dev.vigia.versions;

import dev.vigia.versions.StageHistory.Release;
import dev.vigia.versions.StageHistory.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All tags of one project that were ever seen, and the stages of its versions. Immutable: [#next] gives the
/// ledger after another look at the repository, [#changes] what is to be written.
record TagLedger(Map<TagName, TagRecord> tags, Set<StageRow> stages) {

    static final TagLedger EMPTY = new TagLedger(Map.of(), Set.of());

    /// One version's time in one stage.
    record StageRow(
            TagName version,
            String stage,
            TagName tag,
            Instant since,
            @Nullable Instant until) {}

    /// @param to null if the tag was deleted
    record Move(TagName tag, CommitId from, @Nullable CommitId to) {}

    record Changes(
            List<TagRecord> added,
            List<TagRecord> updated,
            List<Move> moves,
            Set<StageRow> stagesGone,
            Set<StageRow> stagesNew) {

        List<TagRecord> tags() {
            return Stream.concat(added.stream(), updated.stream()).toList();
        }

        /// The tags that are not as they were, and the versions whose stages are not.
        Set<TagName> names() {
            Set<TagName> names = new LinkedHashSet<>();
            tags().forEach(tag -> names.add(tag.name()));
            Stream.concat(stagesGone.stream(), stagesNew.stream()).forEach(row -> names.add(row.version()));
            return names;
        }
    }

    Map<CommitId, Set<TagName>> tagsOn(Collection<CommitId> commits) {
        Set<CommitId> wanted = new HashSet<>(commits);
        Map<CommitId, Set<TagName>> names = new HashMap<>();
        for (TagRecord tag : tags.values()) {
            if (wanted.contains(tag.commit())) {
                names.computeIfAbsent(tag.commit(), commit -> new LinkedHashSet<>())
                        .add(tag.name());
            }
        }
        return names;
    }

    /// The tags that the repository has to describe, because they are new, back, or point elsewhere.
    List<TagSource.Ref> toDescribe(Collection<TagSource.Ref> refs) {
        return refs.stream()
                .filter(ref -> {
                    TagRecord known = tags.get(ref.name());
                    return known == null || known.isDeleted() || !known.target().equals(ref.target());
                })
                .toList();
    }

    /// @param described an answer to [#toDescribe]
    /// @param renamed whether the tags have to be understood anew
    TagLedger next(
            Collection<TagSource.Ref> refs,
            Collection<TagSource.GitTag> described,
            VersionNaming naming,
            boolean renamed,
            Instant now) {
        Map<TagName, TagRecord> next = new LinkedHashMap<>(tags);
        for (TagSource.GitTag tag : described) {
            TagRecord known = tags.get(tag.ref().name());
            next.put(
                    tag.ref().name(),
                    known == null ? TagRecord.firstSeen(tag, naming, now) : known.describedAs(tag, now));
        }
        Set<TagName> present = new HashSet<>(refs.size() * 2);
        refs.forEach(ref -> present.add(ref.name()));
        for (TagRecord known : tags.values()) {
            if (!known.isDeleted() && !present.contains(known.name())) {
                next.put(known.name(), known.deletedAt(now));
            }
        }
        if (renamed) {
            next.replaceAll((name, tag) -> tag.named(naming));
        }
        StageHistory history = StageHistory.of(events(next.values()));
        Set<Release> deregistered = history.deregistered();
        Set<String> deprecated = history.deprecated();
        next.replaceAll((name, tag) -> tag.release() == null || tag.release().artifact() == null
                ? tag
                : tag.flagged(
                        !deregistered.contains(new Release(
                                tag.release().artifact(), tag.release().version())),
                        deprecated.contains(tag.release().artifact())));
        return new TagLedger(next, stages(history, next, now));
    }

    Changes changes(TagLedger next) {
        List<TagRecord> added = new ArrayList<>();
        List<TagRecord> updated = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        for (TagRecord tag : next.tags.values()) {
            TagRecord before = tags.get(tag.name());
            if (before == null) {
                added.add(tag);
            } else if (before != tag && !before.equals(tag)) {
                updated.add(tag);
                if (!before.isDeleted() && tag.isDeleted()) {
                    moves.add(new Move(tag.name(), before.commit(), null));
                } else if (before.isDeleted() && !tag.isDeleted()
                        || !before.commit().equals(tag.commit())) {
                    moves.add(new Move(tag.name(), before.commit(), tag.commit()));
                }
            }
        }
        return new Changes(added, updated, moves, without(stages, next.stages), without(next.stages, stages));
    }

    private static List<StageHistory.Event> events(Collection<TagRecord> tags) {
        List<StageHistory.Event> events = new ArrayList<>();
        for (TagRecord tag : tags) {
            Instant at = tag.taggedAt();
            if (tag.annotated() && !tag.isDeleted() && at != null) {
                GtoTag.parse(tag.name().value())
                        .ifPresent(action -> events.add(new StageHistory.Event(tag.name(), action, tag.commit(), at)));
            }
        }
        return events;
    }

    private Set<StageRow> stages(StageHistory history, Map<TagName, TagRecord> next, Instant now) {
        List<Tenure> tenures = history.tenures();
        if (tenures.isEmpty() && stages.isEmpty()) {
            return Set.of();
        }
        Map<Release, List<TagRecord>> byRelease = new HashMap<>();
        Map<CommitId, List<TagRecord>> byCommit = new HashMap<>();
        for (TagRecord tag : next.values()) {
            if (tag.release() == null || tag.isDeleted()) {
                continue;
            }
            byCommit.computeIfAbsent(tag.commit(), commit -> new ArrayList<>()).add(tag);
            if (tag.release().artifact() != null) {
                Release release =
                        new Release(tag.release().artifact(), tag.release().version());
                byRelease.computeIfAbsent(release, key -> new ArrayList<>()).add(tag);
            }
        }
        Set<StageRow> rows = new LinkedHashSet<>();
        Set<Object> taken = new HashSet<>();
        for (Tenure tenure : tenures) {
            List<TagRecord> holders = tenure.version() == null
                    ? plain(byCommit.getOrDefault(tenure.commit(), List.of()), tenure.artifact())
                    : byRelease.getOrDefault(new Release(tenure.artifact(), tenure.version()), List.of());
            for (TagRecord holder : holders) {
                if (taken.add(List.of(holder.name(), tenure.stage(), tenure.since()))) {
                    rows.add(new StageRow(holder.name(), tenure.stage(), tenure.tag(), tenure.since(), tenure.until()));
                }
            }
        }
        for (StageRow old : stages) {
            if ((gone(old.tag(), next) || gone(old.version(), next))
                    && taken.add(List.of(old.version(), old.stage(), old.since()))) {
                rows.add(new StageRow(
                        old.version(), old.stage(), old.tag(), old.since(), old.until() == null ? now : old.until()));
            }
        }
        return rows;
    }

    /// The version that a commit without a registered one stands for: the newest tag on it that is nobody else's.
    private static List<TagRecord> plain(List<TagRecord> here, String artifact) {
        return here.stream()
                .filter(tag -> tag.release() != null
                        && (tag.release().artifact() == null
                                || tag.release().artifact().equals(artifact)))
                .max(Comparator.comparing(tag -> tag.taggedAt() == null ? Instant.MIN : tag.taggedAt()))
                .map(List::of)
                .orElse(List.of());
    }

    private static boolean gone(TagName name, Map<TagName, TagRecord> tags) {
        TagRecord tag = tags.get(name);
        return tag == null || tag.isDeleted();
    }

    private static Set<StageRow> without(Set<StageRow> rows, Set<StageRow> others) {
        Set<StageRow> rest = new LinkedHashSet<>(rows);
        rest.removeAll(others);
        return rest;
    }
}
