package dev.vigia.versions.dvc;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of a plot's file: JSON and YAML lists of maps wherever they are in it, lines of CSV and TSV.
///
/// @param rows by column, in the file's order
/// @param last the last column of the first list, which is drawn if nothing says what is
/// @param left how many further rows are left out
record PlotData(List<Map<String, Object>> rows, @Nullable String last, long left) {

    static final int MAX_BYTES = 16_000_000;

    /// More than a screen has pixels, several times over.
    static final int MAX_ROWS = 50_000;

    private static final Set<String> READ = Set.of("json", "yaml", "yml", "csv", "tsv");
    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "gif", "svg");

    static boolean isImage(String path) {
        return IMAGES.contains(suffix(path));
    }

    /// @param header whether the first line of CSV names the columns; else they are numbered from 0
    static PlotData parse(String path, byte[] bytes, boolean header) throws BrokenFileException {
        String suffix = suffix(path);
        if (!READ.contains(suffix)) {
            throw new BrokenFileException("only JSON, YAML, CSV and TSV files are drawn");
        }
        if (suffix.equals("csv") || suffix.equals("tsv")) {
            return lines(Yaml.text(bytes), suffix.equals("csv") ? ',' : '\t', header);
        }
        Rows rows = new Rows();
        rows.lists(ValueFile.parse(path, bytes));
        return new PlotData(rows.rows, rows.last, rows.left);
    }

    private static String suffix(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static PlotData lines(String text, char separator, boolean header) throws BrokenFileException {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> names = List.of();
        long left = 0;
        boolean first = true;
        try (CsvReader<CsvRecord> lines = CsvReader.builder()
                .fieldSeparator(separator)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text)) {
            for (CsvRecord line : lines) {
                List<String> fields = line.getFields();
                if (first) {
                    first = false;
                    names = header ? List.copyOf(fields) : numbered(fields.size());
                    if (header) {
                        continue;
                    }
                }
                if (rows.size() == MAX_ROWS) {
                    left++;
                    continue;
                }
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 0; i < Math.min(names.size(), fields.size()); i++) {
                    row.put(names.get(i), fields.get(i));
                }
                rows.add(row);
            }
        } catch (CsvParseException | IOException e) {
            throw new BrokenFileException("it is not valid CSV: " + e.getMessage());
        }
        return new PlotData(rows, names.isEmpty() ? null : names.getLast(), left);
    }

    private static List<String> numbered(int columns) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add(Integer.toString(i));
        }
        return names;
    }

    /// Lists of maps with the same keys lie beside each other: the nth map of each adds to the nth row.
    private static final class Rows {

        private final List<Map<String, Object>> rows = new ArrayList<>();
        private @Nullable String last;
        private long left;

        void lists(@Nullable Object content) {
            if (content instanceof List<?> list) {
                take(list);
            } else if (content instanceof Map<?, ?> map) {
                for (Object value : map.values()) {
                    if (value instanceof List<?> list) {
                        take(list);
                    } else if (value instanceof Map) {
                        lists(value);
                    }
                }
            }
        }

        private void take(List<?> list) {
            if (list.isEmpty() || !(list.getFirst() instanceof Map<?, ?> first)) {
                return;
            }
            if (!list.stream()
                    .allMatch(item ->
                            item instanceof Map<?, ?> map && map.keySet().equals(first.keySet()))) {
                return;
            }
            if (last == null) {
                for (Object key : first.keySet()) {
                    last = PythonText.str(key);
                }
            }
            for (int i = 0; i < Math.min(list.size(), MAX_ROWS); i++) {
                if (rows.size() == i) {
                    rows.add(new LinkedHashMap<>());
                }
                Map<String, Object> row = rows.get(i);
                ((Map<?, ?>) list.get(i)).forEach((key, value) -> {
                    if (value != null) {
                        row.put(PythonText.str(key), value);
                    }
                });
            }
            left = Math.max(left, list.size() - MAX_ROWS);
        }
    }
}
