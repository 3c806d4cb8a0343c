package dev.vigia.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.drift.ArtifactLedger.Outcome;
import dev.vigia.drift.ArtifactLedger.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArtifactLedgerTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"TAKEN", "WITHOUT_PAGE", "UNREADABLE"})
    void looksNoMoreWhereAllIsKnown(Outcome outcome) {
        assertThat(due(1, outcome, Duration.ofDays(100))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, PT10M", "2, PT40M", "3, PT90M"})
    void looksAFewTimesForWhatIsNotThereYet(int tries, Duration rest) {
        assertThat(due(tries, Outcome.NONE, rest.minusSeconds(1))).isFalse();
        assertThat(due(tries, Outcome.NONE, rest)).isTrue();
        assertThat(due(4, Outcome.NONE, Duration.ofDays(100))).isFalse();
    }

    @Test
    void asksAPlaceThatIsAwayForAsLongAsItTakes() {
        assertThat(due(1, Outcome.FAILED, Duration.ofMinutes(10))).isTrue();
        assertThat(due(1_000_000, Outcome.FAILED, Duration.ofHours(6).minusSeconds(1)))
                .isFalse();
        assertThat(due(1_000_000, Outcome.FAILED, Duration.ofHours(6))).isTrue();
    }

    @Test
    void waitsForAPageNoLongerThanForAReport() {
        assertThat(new State(2, Outcome.FAILED, THEN).isLast()).isFalse();
        assertThat(new State(3, Outcome.FAILED, THEN).isLast()).isTrue();
    }

    private static boolean due(int tries, Outcome outcome, Duration later) {
        return new State(tries, outcome, THEN).isDue(THEN.plus(later));
    }
}
