package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    =HYPERLINK(1)            | '=HYPERLINK(1)
                    =HYPERLINK("http://x")   | "'=HYPERLINK(""http://x"")"
                    +1                       | '+1
                    -rf                      | '-rf
                    @SUM                     | '@SUM
                    a,b                      | "a,b"
                    a;b                      | "a;b"
                    a "b", c                 | "a ""b"", c"
                    plain v1.0.0             | plain v1.0.0
                    """)
    void neverHandsASpreadsheetAFormula(String cell, String written) {
        assertThat(Csv.cell(cell)).isEqualTo(written);
    }

    @Test
    void takesAFormulaBehindABlankForOneToo() {
        assertThat(Csv.cell("\t=1")).startsWith("'");
        assertThat(Csv.cell("\n=1")).isEqualTo("\"'\n=1\"");
    }

    @Test
    void endsALineAsTheStandardSays() throws Exception {
        var out = new StringWriter();
        Csv.line(out, List.of("a", "", "=b"));
        assertThat(out).hasToString("a,,'=b\r\n");
    }
}
