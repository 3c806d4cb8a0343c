package dev.vigia.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutliersTest {

    private static final double[] STEADY = {10, 11, 10, 9, 10, 11, 9, 10, 10, 11, 9, 10};

    @Test
    void flagsWhatTheValuesBeforeMakeUnlikely() {
        assertThat(Outliers.isOutlier(16, STEADY)).isTrue();
        assertThat(Outliers.isOutlier(4, STEADY)).isTrue();
        assertThat(Outliers.isOutlier(12, STEADY)).isFalse();
    }

    @Test
    void oneBadValueBeforeHidesNoSecond() {
        var poisoned = STEADY.clone();
        poisoned[3] = 10_000;

        assertThat(Outliers.isOutlier(16, poisoned)).isTrue();
    }

    @Test
    void saysNothingOfFewValues() {
        assertThat(Outliers.isOutlier(1000, new double[] {1, 1, 1, 1, 1, 1, 1})).isFalse();
        assertThat(Outliers.isOutlier(1000, new double[] {1, 1, 1, 1, 1, 1, 1, 1}))
                .isTrue();
    }

    @Test
    void measuresByTheMeanDeviationWhereHalfTheValuesAreEqual() {
        // Median 5, median deviation 0, mean deviation 0.25: the limit is 3.5 × 1.253314 × 0.25.
        var flat = new double[] {5, 5, 5, 5, 5, 5, 4, 6};

        assertThat(Outliers.isOutlier(6.0, flat)).isFalse();
        assertThat(Outliers.isOutlier(6.2, flat)).isTrue();
    }

    @Test
    void leavesOutWhatIsNoNumber() {
        var holes = new double[] {10, Double.NaN, 11, 10, Double.POSITIVE_INFINITY, 9, 10, 11, 9, 10};

        assertThat(Outliers.isOutlier(16, holes)).isTrue();
        assertThat(Outliers.isOutlier(Double.NaN, holes)).isFalse();
    }

    @Test
    void saysTheSameOfAWholeSeriesAsOneByOne() {
        var random = new Random(7);
        var values = new double[500];
        for (var i = 0; i < values.length; i++) {
            values[i] = random.nextInt(20) == 0 ? random.nextGaussian() * 50 : Math.round(random.nextGaussian() * 4);
        }
        var flags = Outliers.of(values);

        for (var i = 0; i < values.length; i++) {
            var before = Arrays.copyOfRange(values, Math.max(0, i - Outliers.WINDOW), i);
            assertThat(flags[i]).as("value %d", i).isEqualTo(Outliers.isOutlier(values[i], before));
        }
        assertThat(flags).contains(true);
    }
}
