package dev.vigia.platform;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// Tables for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front:
/// tags and runs are named by strangers.
public final class Csv {

    private static final String FORMULA_START = "=+-@\t\r\n";
    private static final String QUOTED = "\",;\r\n";

    private Csv() {}

    public static void line(Writer out, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(cell(cells.get(i)));
        }
        out.write("\r\n");
    }

    static String cell(String text) {
        var harmless = !text.isEmpty() && FORMULA_START.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(character -> QUOTED.indexOf(character) >= 0)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
