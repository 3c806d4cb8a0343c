package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigia.versions.TagLedger.Changes;
import dev.vigia.versions.TagLedger.Move;
import dev.vigia.versions.TagLedger.StageRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TagLedgerTest {

    private static final VersionNaming NAMING = new VersionNaming(Pattern.compile("(?:.*@)?v\\d+\\.\\d+\\.\\d+"));

    /// The repository as it stands: name to commit.
    private final Map<String, String> repository = new LinkedHashMap<>();

    private TagLedger ledger = TagLedger.EMPTY;
    private Changes changes = ledger.changes(ledger);
    private Instant now = Instant.parse("2024-05-01T00:00:00Z");

    @Test
    void remembersWhereATagWasFirstSeen() {
        repository.put("v1.0.0", "a");
        look();
        Instant first = now;
        assertThat(changes.added()).hasSize(1);

        repository.put("v1.0.0", "b");
        look();

        TagRecord tag = record("v1.0.0");
        assertThat(tag.firstCommit()).isEqualTo(new CommitId("a"));
        assertThat(tag.firstSeenAt()).isEqualTo(first);
        assertThat(tag.commit()).isEqualTo(new CommitId("b"));
        assertThat(tag.movedAt()).isEqualTo(now);
        assertThat(changes.moves())
                .containsExactly(new Move(new TagName("v1.0.0"), new CommitId("a"), new CommitId("b")));
    }

    @Test
    void aTagBackAtItsFirstCommitIsNotMovedAnyMoreButItsWayIsKept() {
        repository.put("v1.0.0", "a");
        look();
        repository.put("v1.0.0", "b");
        look();
        repository.put("v1.0.0", "a");
        look();

        assertThat(record("v1.0.0").movedAt()).isNull();
        assertThat(changes.moves())
                .containsExactly(new Move(new TagName("v1.0.0"), new CommitId("b"), new CommitId("a")));
    }

    @Test
    void aDeletedTagStaysAndOneMadeAgainElsewhereIsMoved() {
        repository.put("v1.0.0", "a");
        look();
        repository.clear();
        look();
        assertThat(record("v1.0.0").deletedAt()).isEqualTo(now);
        assertThat(record("v1.0.0").commit()).isEqualTo(new CommitId("a"));
        assertThat(changes.moves()).containsExactly(new Move(new TagName("v1.0.0"), new CommitId("a"), null));
        Instant deleted = now;
        look();
        assertThat(changes.names()).isEmpty();
        assertThat(record("v1.0.0").deletedAt()).isEqualTo(deleted);

        repository.put("v1.0.0", "b");
        look();
        assertThat(record("v1.0.0").deletedAt()).isNull();
        assertThat(record("v1.0.0").movedAt()).isEqualTo(now);
        assertThat(record("v1.0.0").firstCommit()).isEqualTo(new CommitId("a"));
    }

    @Test
    void nothingChangesWhenNothingChanged() {
        repository.put("m@v1.0.0", "a");
        repository.put("m#prod#1", "a");
        repository.put("m@v0.9.0!", "a");
        look();
        assertThat(changes.names()).isNotEmpty();
        look();
        assertThat(changes.names()).isEmpty();
        assertThat(changes.moves()).isEmpty();
    }

    @Test
    void anotherPatternMakesOtherVersionsOfTheSameTags() {
        repository.put("v1.0.0", "a");
        repository.put("nightly", "a");
        look();
        TagLedger renamed = ledger.next(refs(), List.of(), new VersionNaming(Pattern.compile("nightly")), true, now);

        assertThat(ledger.changes(renamed).names()).containsOnly(new TagName("v1.0.0"), new TagName("nightly"));
        assertThat(renamed.tags().get(new TagName("nightly")).isVersion()).isTrue();
        assertThat(renamed.tags().get(new TagName("v1.0.0")).isVersion()).isFalse();
    }

    @Test
    void anAssignmentGoesToThePlainVersionOnItsCommitIfNoneIsRegistered() {
        repository.put("v1.0.0", "a");
        repository.put("churn#prod#1", "a");
        look();

        assertThat(ledger.stages())
                .extracting(row -> row.version().value(), StageRow::stage)
                .containsExactly(tuple("v1.0.0", "prod"));
    }

    @Test
    void timeInAStageStaysInTheHistoryWhenItsTagIsDeleted() {
        repository.put("m@v1.0.0", "a");
        repository.put("m#prod#1", "a");
        look();
        repository.remove("m#prod#1");
        look();

        assertThat(ledger.stages()).singleElement().satisfies(row -> {
            assertThat(row.version()).isEqualTo(new TagName("m@v1.0.0"));
            assertThat(row.until()).isEqualTo(now);
        });
        look();
        assertThat(changes.names()).isEmpty();
    }

    @Test
    void deregistrationAndDeprecationMarkTheVersions() {
        repository.put("m@v1.0.0", "a");
        repository.put("m@v1.1.0", "b");
        repository.put("m@v1.0.0!", "a");
        look();
        assertThat(record("m@v1.0.0").registered()).isFalse();
        assertThat(record("m@v1.1.0").registered()).isTrue();

        repository.put("m@deprecated", "b");
        look();
        assertThat(record("m@v1.1.0").deprecated()).isTrue();
    }

    /// Whatever happens to the tags, in whatever steps it is seen: the last look decides what stands, and nothing
    /// that was seen is forgotten.
    @RepeatedTest(100)
    void standsForTheRepositoryAfterAnyHistory(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<String> names = List.of("v1.0.0", "m@v1.0.0", "m#prod#1", "m@v1.0.0!", "m#prod!#2", "other", "m@v2.0.0");
        Map<String, String> first = new LinkedHashMap<>();
        for (int step = 0; step < 30; step++) {
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(3) == 0) {
                repository.remove(name);
            } else {
                repository.put(name, "c" + random.nextInt(3));
            }
            if (random.nextBoolean()) {
                look();
                repository.forEach(first::putIfAbsent);
            }
        }
        look();
        repository.forEach(first::putIfAbsent);
        assertThat(ledger.tags().keySet())
                .extracting(TagName::value)
                .containsExactlyInAnyOrderElementsOf(first.keySet());
        first.forEach((name, commit) -> {
            TagRecord tag = record(name);
            assertThat(tag.firstCommit().value()).isEqualTo(commit);
            assertThat(tag.isDeleted()).isEqualTo(!repository.containsKey(name));
            if (!tag.isDeleted()) {
                assertThat(tag.commit().value()).isEqualTo(repository.get(name));
                assertThat(tag.movedAt() != null).isEqualTo(!tag.commit().equals(tag.firstCommit()));
            }
        });
        look();
        assertThat(changes.names()).isEmpty();
    }

    private void look() {
        now = now.plusSeconds(60);
        List<TagSource.GitTag> described = ledger.toDescribe(refs()).stream()
                .map(ref -> new TagSource.GitTag(
                        ref, new CommitId(repository.get(ref.name().value())), true, now, "Ada", "text"))
                .toList();
        TagLedger next = ledger.next(refs(), described, NAMING, false, now);
        changes = ledger.changes(next);
        ledger = next;
    }

    private List<TagSource.Ref> refs() {
        return repository.entrySet().stream()
                .map(tag -> new TagSource.Ref(new TagName(tag.getKey()), "object-of-" + tag.getValue()))
                .toList();
    }

    private TagRecord record(String name) {
        return ledger.tags().get(new TagName(name));
    }
}
