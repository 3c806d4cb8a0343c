package dev.vigia.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownsamplingTest {

    @Test
    void keepsEverythingThatFits() {
        assertThat(Downsampling.lttb(new long[] {1, 2, 3}, new double[] {5, 6, 7}, 0, 3, 3))
                .containsExactly(0, 1, 2);
    }

    @Test
    void keepsBothEndsAndASpikeAmongAHundredThousand() {
        var x = IntStream.range(0, 100_000).mapToLong(i -> i * 1_000_000L).toArray();
        var y = new double[x.length];
        Arrays.setAll(y, i -> Math.sin(i / 5000.0));
        y[54_321] = 9;

        var kept = Downsampling.lttb(x, y, 0, x.length, 300);

        assertThat(kept).hasSize(300).isSorted().doesNotHaveDuplicates().contains(0, 54_321, 99_999);
    }

    @Test
    void looksAtItsPartOnly() {
        var x = IntStream.range(0, 1000).mapToLong(i -> i).toArray();
        var y = new double[1000];

        var kept = Downsampling.lttb(x, y, 200, 300, 10);

        assertThat(kept).hasSize(10).startsWith(200).endsWith(299);
    }

    @Test
    void picksWhatThePaperPicks() {
        // Four buckets of one, three, three and one; of each three the middle spike makes the largest triangle.
        var x = new long[] {0, 1, 2, 3, 4, 5, 6, 7};
        var y = new double[] {0, 0, 10, 0, 0, -10, 0, 0};

        assertThat(Downsampling.lttb(x, y, 0, 8, 4)).containsExactly(0, 2, 5, 7);
    }
}
