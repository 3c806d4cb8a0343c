package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.ProjectKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentStatesTest {

    private static final ProjectKey PROJECT = new ProjectKey("p");

    private final RecentStates recent = new RecentStates(100);

    private static TreeState state(int commit) {
        return new TreeState(
                new CommitId("%040x".formatted(commit)), new DvcTracking.Untracked(), List.of(), List.of(), List.of());
    }

    private boolean knows(int commit) {
        return state(commit).equals(recent.take(PROJECT, state(commit).commit()));
    }

    @Test
    void forgetsTheOldestWhenItIsFull() {
        recent.put(PROJECT, state(1), 40);
        recent.put(PROJECT, state(2), 40);
        recent.put(PROJECT, state(3), 40);
        assertThat(knows(1)).isFalse();
        assertThat(knows(2)).isTrue();
        assertThat(knows(3)).isTrue();
    }

    @Test
    void countsWhatIsStoredTwiceOnce() {
        recent.put(PROJECT, state(1), 40);
        recent.put(PROJECT, state(2), 40);
        recent.put(PROJECT, state(1), 50);
        assertThat(knows(1)).isTrue();
        assertThat(knows(2)).isTrue();
    }

    @Test
    void keepsNothingThatIsTooLarge() {
        recent.put(PROJECT, state(1), 101);
        assertThat(knows(1)).isFalse();
        recent.put(PROJECT, state(2), 100);
        assertThat(knows(2)).isTrue();
    }

    @Test
    void tellsProjectsApart() {
        recent.put(PROJECT, state(1), 1);
        assertThat(recent.take(new ProjectKey("q"), state(1).commit())).isNull();
    }
}
