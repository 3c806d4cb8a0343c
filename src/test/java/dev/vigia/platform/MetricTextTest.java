package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTextTest {

    @ParameterizedTest
    @CsvSource({
        "0.1184, 0.1184",
        "0.118412345, 0.11841",
        "45.30, 45.3",
        "3, 3",
        "-0.5, −0.5",
        "0, 0",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, −∞",
        "1.5e-7, 1.5e−7",
        "2.5e12, 2.5e12",
    })
    void showsFiveDigitsAndNoneThatSayNothing(double value, String text) {
        assertThat(MetricText.of(value)).isEqualTo(text);
    }

    @Test
    void keepsCountsWhole() {
        assertThat(MetricText.of(165034)).isEqualTo("165\u202F034");
    }

    @Test
    void putsTheFiguresOfAColumnUnderEachOther() {
        assertThat(MetricText.figure(0.4, 2)).isEqualTo("0.40");
        assertThat(MetricText.figure(12.04, 2)).isEqualTo("12.04");
        assertThat(MetricText.figure(Double.NaN, 2)).isEqualTo("NaN");
        assertThat(MetricText.figure(0.00012, 2)).as("too small for its column").isEqualTo("0.00012");
        assertThat(MetricText.figure(7, 0)).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1184, 0.137, +0.0186 (+16 %)",
        "0.137, 0.1184, −0.0186 (−14 %)",
        "0, 5, +5",
        "5, 5, ''",
        "NaN, 1, ''",
        "1, Infinity, ''",
        "0.001, 5, +4.999",
    })
    void saysHowFarAValueIsFromItsBase(double base, double value, String text) {
        assertThat(MetricText.delta(base, value)).isEqualTo(text);
    }
}
