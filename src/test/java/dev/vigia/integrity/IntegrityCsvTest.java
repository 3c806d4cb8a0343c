package dev.vigia.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntegrityCsvTest {

    @Test
    void takesTheFormulaOutOfACell() {
        assertThat(IntegrityCsv.cell("=HYPERLINK(\"http://evil\")")).isEqualTo("\"'=HYPERLINK(\"\"http://evil\"\")\"");
        assertThat(IntegrityCsv.cell("-rf")).isEqualTo("'-rf");
        assertThat(IntegrityCsv.cell("+1")).isEqualTo("'+1");
        assertThat(IntegrityCsv.cell("@cmd")).isEqualTo("'@cmd");
        assertThat(IntegrityCsv.cell("\tx")).startsWith("'");
    }

    @Test
    void quotesWhatWouldBreakTheTable() {
        assertThat(IntegrityCsv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(IntegrityCsv.cell("plain v1.0.0")).isEqualTo("plain v1.0.0");
    }
}
