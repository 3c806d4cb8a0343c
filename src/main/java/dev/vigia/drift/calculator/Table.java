package dev.vigia.drift.calculator;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One side of a comparison: its columns, counted and sorted. Made by [CsvTable]; what memory had no room for lies in
/// a temporary file until it is closed.
public final class Table implements AutoCloseable {

    private final SequencedMap<String, Column> columns = new LinkedHashMap<>();
    private final SpillFile spill;
    private final long rows;

    Table(List<Column> columns, long rows, SpillFile spill) {
        columns.forEach(column -> this.columns.put(column.name(), column));
        this.rows = rows;
        this.spill = spill;
    }

    public long rows() {
        return rows;
    }

    /// The names of the columns, in their order.
    public Set<String> names() {
        return Collections.unmodifiableSet(columns.keySet());
    }

    @Nullable
    Column column(String name) {
        return columns.get(name);
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }
}
