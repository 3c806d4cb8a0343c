package dev.vigia.drift.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {

    private static final long PLENTY = 1 << 24;

    @TempDir
    Path temp;

    /// What pandas 3.0.6 makes of two values.
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    1, 1 ,INTEGER
                    1,+1,INTEGER
                    1,007,INTEGER
                    -0,9223372036854775807,INTEGER
                    1,,INTEGER_WITH_GAPS
                    1,None,INTEGER_WITH_GAPS
                    1,-nan,INTEGER_WITH_GAPS
                    1,1.,DOUBLE
                    1,.5,DOUBLE
                    1,1E+5,DOUBLE
                    1,1e400,DOUBLE
                    1,iNf,DOUBLE
                    1,-INF,DOUBLE
                    1,+Infinity,DOUBLE
                    1,123456789012345678901234567890,HUGE_INTEGER
                    NA,#N/A,NOTHING
                    TRUE,false,BOOLEAN
                    True,tRue,BOOLEAN
                    True,NaN,BOOLEAN_WITH_GAPS
                    True,1,LABEL
                    1,1_000,LABEL
                    1,0x10,LABEL
                    1,1e,LABEL
                    1,1d,LABEL
                    1,--1,LABEL
                    1,1.2.3,LABEL
                    1,.,LABEL
                    1,e5,LABEL
                    1, nan,LABEL
                    1,١,LABEL
                    2020-01-01,2020-01-02,LABEL
                    a,,LABEL
                    """)
    void takesValuesAsPandasDoes(String one, String other, Storage expected) throws IOException {
        try (var table = read("x,y\n" + Objects.toString(one, "") + ",0\n" + Objects.toString(other, "") + ",0\n")) {
            assertThat(column(table, "x").storage()).isEqualTo(expected);
        }
    }

    @Test
    void leavesMissingAndInfiniteValuesOut() throws IOException {
        try (var table = read("x\n1.5\n\"\"\ninf\nNULL\n-2\n")) {
            var column = column(table, "x");
            assertThat(table.rows()).isEqualTo(5);
            assertThat(column.missing()).isEqualTo(2);
            assertThat(column.infinite()).isOne();
            assertThat(column.left()).isEqualTo(2);
            assertThat(keys(column)).containsExactly(Keys.ofNumber(-2), Keys.ofNumber(1.5));
        }
    }

    @Test
    void roundsNumbersAsJavaDoes() throws IOException {
        var random = new Random(7);
        List<String> texts = new ArrayList<>(List.of("0.1", "5e-324", "1.7976931348623157e308", "123456789.123456789"));
        for (int i = 0; i < 20_000; i++) {
            texts.add(Double.toString(Double.longBitsToDouble(random.nextLong())));
            texts.add(Double.toString(random.nextGaussian()));
            texts.add(String.format(Locale.ROOT, "%.3f", random.nextGaussian() * 1000));
        }
        texts.removeIf(text -> text.equals("NaN"));
        var numbers = new NumberText();
        assertThat(texts)
                .allSatisfy(text -> assertThat(numbers.read(text.toCharArray(), 0, text.length()))
                        .isEqualTo(Double.parseDouble(text)));
    }

    @Test
    void quotedFieldsMayHoldCommasQuotesAndLineEnds() throws IOException {
        try (var table = read("\uFEFF\"a,b\",c\r\n\"x \"\"y\"\"\nz\",1\r\n\r\nw,2\r\n")) {
            assertThat(table.names()).containsExactly("a,b", "c");
            assertThat(column(table, "a,b").texts()).containsValues("x \"y\"\nz", "w");
            assertThat(table.rows()).isEqualTo(2);
        }
    }

    @Test
    void aWordAmongNumbersMakesThemLabelsFromTheBeginning() throws IOException {
        try (var table = read("x\n1\n1.0\n1\nsome\n")) {
            assertThat(column(table, "x").texts()).containsValues("1", "1.0", "some");
            assertThat(keys(column(table, "x"))).hasSize(3);
        }
    }

    @Test
    void whatMemoryHasNoRoomForComesOutTheSame() throws IOException {
        var random = new Random(11);
        var text = new StringBuilder("n,id,few\n");
        for (int i = 0; i < 30_000; i++) {
            text.append(random.nextInt(20_000) / 8.0)
                    .append(",id")
                    .append(random.nextInt(25_000))
                    .append(',')
                    .append(i % 7)
                    .append('\n');
        }
        var file = Files.writeString(temp.resolve("big.csv"), text);
        try (var roomy = new CsvTable(file, "reference", ',', PLENTY, bytes -> {}).read();
                var cramped = new CsvTable(file, "current", ',', 1, bytes -> {}).read()) {
            for (var name : roomy.names()) {
                assertThat(counts(column(cramped, name))).as(name).isEqualTo(counts(column(roomy, name)));
            }
            assertThat(counts(column(cramped, "n"))).hasSizeGreaterThan(KeyCounts.MOST);
        }
    }

    private Table read(String content) throws IOException {
        var file = Files.writeString(temp.resolve("t.csv"), content);
        return new CsvTable(file, "reference", ',', PLENTY, bytes -> {}).read();
    }

    private static Column column(Table table, String name) {
        return Objects.requireNonNull(table.column(name));
    }

    private static List<Long> keys(Column column) {
        List<Long> keys = new ArrayList<>();
        var cursor = column.cursor();
        while (cursor.next()) {
            keys.add(cursor.key());
        }
        return keys;
    }

    private static List<List<Long>> counts(Column column) {
        List<List<Long>> counts = new ArrayList<>();
        var cursor = column.cursor();
        while (cursor.next()) {
            counts.add(List.of(cursor.key(), cursor.count()));
        }
        return counts;
    }
}
