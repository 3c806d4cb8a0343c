package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMatchersTest {

    private static final Map<String, String> LABELS =
            Map.of("alertname", "HighErrorRate", "severity", "critical", "path", "/a\"b\\c", "a.b-c", "x");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0001',
            value = {
                "alertname=\"HighErrorRate\"; true",
                "{alertname=\"HighErrorRate\", severity=~\"critical|warning\"}; true",
                "severity=~\"crit\"; false",
                "severity=~'crit.*',; true",
                "severity!=\"critical\"; false",
                "severity !~ \"warn.*\" , alertname = HighErrorRate; true",
                "team=\"\"; true",
                "team!=\"\"; false",
                "path=\"/a\\\"b\\\\c\"; true",
                "path=~`/a\"b\\\\c`; true",
                "a.b-c=x; true",
                "\"a.b-c\"=\"x\"; true",
                "{}; true",
            })
    void matchesAsPrometheusDoes(String text, boolean expected) {
        assertThat(LabelMatchers.parse(text).matches(LABELS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alertname",
                "=x",
                "a=\"x",
                "a==",
                "{a=\"x\"",
                "a=\"x\" b=\"y\"",
                "a=~\"(\"",
                "a=x}",
                "' OR 1=1 --",
                "a=,"
            })
    void saysWhereAFilterCannotBeRead(String text) {
        assertThatThrownBy(() -> LabelMatchers.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(character|expression|expected).*");
    }

    @Test
    void isBoundedAgainstHostileFilters() {
        var hostile = LabelMatchers.parse("x=~\"(a+)+$\"");
        assertThat(hostile.matches(Map.of("x", "a".repeat(50_000) + "!"))).isFalse();
        assertThatThrownBy(() -> LabelMatchers.parse("x=~\"" + "(".repeat(10_000) + "\""))
                .hasMessageContaining("characters");
        assertThatThrownBy(() -> LabelMatchers.parse("x=~\"" + "(".repeat(3_000) + ")".repeat(900) + "\""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelMatchers.parse("a=b,".repeat(51))).hasMessageContaining("50");
    }

    @Test
    void writesWhatItReads() {
        var text = "{a=\"x\\\"y\", b!~\"c|d\"}";
        assertThat(LabelMatchers.parse(text).text()).isEqualTo("a=\"x\\\"y\", b!~\"c|d\"");
        assertThat(LabelMatchers.parse(LabelMatchers.parse(text).text()).text())
                .isEqualTo(LabelMatchers.parse(text).text());
    }

    @Test
    void choosesFromWordsAsTheExpressionWould() {
        var words = LabelMatchers.parse("severity=~\"critical|warning\"");
        assertThat(words.matches(Map.of("severity", "warning"))).isTrue();
        assertThat(words.matches(Map.of("severity", "critical"))).isTrue();
        assertThat(words.matches(Map.of("severity", "crit"))).isFalse();
        assertThat(words.matches(Map.of("severity", "critical|warning"))).isFalse();
        assertThat(words.matches(Map.of())).isFalse();
        assertThat(LabelMatchers.parse("severity!~\"critical|warning\"").matches(Map.of()))
                .isTrue();
        assertThat(LabelMatchers.parse("severity=~\"critical|\"").matches(Map.of()))
                .isTrue();
        assertThat(words).isEqualTo(LabelMatchers.parse("severity=~\"critical|warning\""));
    }
}
