package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.versions.StageHistory.Event;
import dev.vigia.versions.StageHistory.Release;
import dev.vigia.versions.StageHistory.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// The expected presents are what `gto show` printed for the same tags.
class StageHistoryTest {

    private final List<Event> events = new ArrayList<>();
    private int minute;

    @Test
    void theLaterAssignmentHoldsTheStageAndTheEarlierIsHistory() {
        on("a", "m@v1.0.0");
        on("b", "m@v1.1.0");
        on("a", "m#prod#1");
        on("b", "m#prod#2");

        assertThat(tenures()).containsExactly("prod v1.1.0 3- m#prod#2", "prod v1.0.0 2-3 m#prod#1");
    }

    @Test
    void takingAVersionOutBringsBackTheOneBefore() {
        on("a", "m@v1.0.0");
        on("b", "m@v1.1.0");
        on("a", "m#prod#1");
        on("b", "m#prod#2");
        on("b", "m#prod!#3");

        assertThat(present()).containsOnly(Map.entry("prod", "v1.0.0"));
        assertThat(tenures())
                .containsExactly("prod v1.0.0 4- m#prod#1", "prod v1.1.0 3-4 m#prod#2", "prod v1.0.0 2-3 m#prod#1");
    }

    @Test
    void aDeregisteredVersionLeavesItsStagesAndReturnsWithItsRegistration() {
        on("a", "m@v1.0.0");
        on("a", "m#prod#1");
        on("a", "m@v1.0.0!");
        assertThat(present()).isEmpty();
        assertThat(history().deregistered()).containsExactly(new Release("m", "v1.0.0"));

        on("a", "m@v1.0.0#5");
        assertThat(present()).containsOnly(Map.entry("prod", "v1.0.0"));
        assertThat(history().deregistered()).isEmpty();
    }

    @Test
    void anAssignmentToACommitWithoutVersionStillEndsTheOneBefore() {
        on("a", "m@v1.0.0");
        on("a", "m#prod#1");
        on("b", "m#prod#2");

        assertThat(present()).containsOnly(Map.entry("prod", "commit b"));
        assertThat(tenures()).contains("prod v1.0.0 1-2 m#prod#1");
    }

    @Test
    void aVersionRegisteredAfterItsAssignmentTakesItOver() {
        on("b", "m#prod#1");
        on("b", "m@v1.2.0");

        assertThat(present()).containsOnly(Map.entry("prod", "v1.2.0"));
    }

    @Test
    void aDeprecatedArtifactIsInNoStageUntilSomethingHappensToItAgain() {
        on("a", "m@v1.0.0");
        on("a", "m#prod#1");
        on("a", "m@deprecated");
        assertThat(present()).isEmpty();
        assertThat(history().deprecated()).containsExactly("m");

        on("b", "m@v1.1.0");
        assertThat(history().deprecated()).isEmpty();
        assertThat(present()).containsOnly(Map.entry("prod", "v1.0.0"));
    }

    @Test
    void severalVersionsOnOneCommitAreToldApartByTheirTime() {
        on("a", "m@v1.0.0");
        on("a", "m@v1.0.1");
        on("a", "m@created");
        on("a", "m#prod#1");

        assertThat(present()).containsOnly(Map.entry("prod", "v1.0.1"));
    }

    @Test
    void artifactsDoNotMeddleWithEachOther() {
        on("a", "m@v1.0.0");
        on("a", "sub=m@v1.0.0");
        on("a", "m#prod#1");
        on("a", "sub=m@v1.0.0!");

        assertThat(present()).containsOnly(Map.entry("prod", "v1.0.0"));
        assertThat(history().deregistered()).containsExactly(new Release("sub:m", "v1.0.0"));
    }

    /// Whatever the tags: a stage has one holder at a time, its tenures follow each other without overlap, and the
    /// order in which the repository lists its tags does not matter.
    @RepeatedTest(200)
    void tenuresOfAStageNeverOverlap(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < 40; i++) {
            String commit = "c" + random.nextInt(5);
            String version = "v1." + random.nextInt(4) + ".0";
            String counter = random.nextBoolean() ? "" : "#" + i;
            on(
                    commit,
                    switch (random.nextInt(7)) {
                        case 0, 1 -> "m@" + version + counter;
                        case 2 -> "m@" + version + "!" + counter;
                        case 3, 4 -> "m#" + (random.nextBoolean() ? "prod" : "dev") + counter;
                        case 5 -> "m#prod!" + counter;
                        default -> random.nextInt(4) == 0 ? "m@deprecated" + counter : "m@created" + counter;
                    });
        }
        List<Tenure> tenures = history().tenures();
        Map<String, Instant> free = new HashMap<>();
        for (Tenure tenure : tenures.reversed()) {
            Instant since = free.getOrDefault(tenure.stage(), Instant.MIN);
            assertThat(tenure.since()).isAfterOrEqualTo(since);
            assertThat(tenure.until() == null || tenure.until().isAfter(tenure.since()))
                    .isTrue();
            free.put(tenure.stage(), tenure.until() == null ? Instant.MAX : tenure.until());
        }
        Collections.shuffle(events, random);
        assertThat(history().tenures()).isEqualTo(tenures);
    }

    private void on(String commit, String tag) {
        Instant at = Instant.EPOCH.plusSeconds(60L * minute++);
        events.add(new Event(new TagName(tag), GtoTag.parse(tag).orElseThrow(), new CommitId(commit), at));
    }

    private StageHistory history() {
        return StageHistory.of(events);
    }

    private Map<String, String> present() {
        return history().tenures().stream()
                .filter(tenure -> tenure.until() == null)
                .collect(Collectors.toMap(Tenure::stage, StageHistoryTest::holder));
    }

    private List<String> tenures() {
        return history().tenures().stream()
                .map(tenure -> tenure.stage() + " " + holder(tenure) + " "
                        + tenure.since().getEpochSecond() / 60 + "-"
                        + (tenure.until() == null ? "" : tenure.until().getEpochSecond() / 60) + " " + tenure.tag())
                .toList();
    }

    private static String holder(Tenure tenure) {
        return tenure.version() == null ? "commit " + tenure.commit() : tenure.version();
    }
}
