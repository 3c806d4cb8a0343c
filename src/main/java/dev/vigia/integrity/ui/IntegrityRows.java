package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where which line of the table is: rows come from the door a page at a time, with one line more between the
/// problems and the rest. Remembers what it last handed out, so that a change can be told from a shift.
class IntegrityRows {

    private static final int REMEMBERED = 400;

    private final IntegrityTable table;
    private final TreeMap<Integer, IntegrityItem> handedOut = new TreeMap<>();
    private IntegrityQuery query;
    private long problems;
    private long inOrder;

    IntegrityRows(IntegrityTable table, IntegrityQuery query) {
        this.table = table;
        this.query = query;
    }

    void show(IntegrityQuery next) {
        query = next;
        handedOut.clear();
    }

    /// Counts anew and forgets what was handed out.
    int size() {
        var counts = table.counts(query);
        problems = 0;
        inOrder = 0;
        counts.forEach((verdict, number) -> {
            if (query.verdicts().isEmpty() || query.verdicts().contains(verdict)) {
                if (verdict.isProblem()) {
                    problems += number;
                } else {
                    inOrder += number;
                }
            }
        });
        return Math.toIntExact(problems + inOrder + (divided() ? 1 : 0));
    }

    List<IntegrityItem> page(int offset, int limit) {
        var items = read(offset, limit);
        for (int i = 0; i < items.size(); i++) {
            handedOut.put(offset + i, items.get(i));
        }
        while (handedOut.size() > REMEMBERED) {
            boolean far = offset - handedOut.firstKey() > handedOut.lastKey() - offset;
            handedOut.remove(far ? handedOut.firstKey() : handedOut.lastKey());
        }
        return items;
    }

    /// The version's line, if it was handed out lately.
    Optional<IntegrityItem> shown(@Nullable RowKey key) {
        return handedOut.values().stream()
                .filter(item -> item.key().equals(key))
                .findFirst();
    }

    /// What became of the lines on screen.
    ///
    /// @param inPlace lines that say something else now, at their old place
    /// @param moved how many lines came, went or belong elsewhere
    /// @param more versions than before; negative if fewer
    record Drift(List<IntegrityItem> inPlace, int moved, long more) {

        String words() {
            return more > 0 ? more + " new" : more < 0 ? -more + " gone" : "New order";
        }
    }

    Drift drift() {
        if (handedOut.isEmpty()) {
            return new Drift(List.of(), 0, 0);
        }
        long before = problems + inOrder;
        size();
        int first = handedOut.firstKey();
        var now = read(first, handedOut.lastKey() - first + 1);
        Map<Object, IntegrityItem> byKey = new HashMap<>();
        now.forEach(item -> byKey.put(item.key(), item));
        var inPlace = new ArrayList<IntegrityItem>();
        int moved = 0;
        for (var shown : handedOut.entrySet()) {
            int at = shown.getKey() - first;
            var there = at < now.size() ? now.get(at) : null;
            if (there == null || !there.key().equals(shown.getValue().key())) {
                moved++;
            }
            var same = currently(shown.getValue(), byKey);
            if (same != null && !same.equals(shown.getValue())) {
                inPlace.add(same);
                shown.setValue(same);
            }
        }
        return new Drift(inPlace, moved, problems + inOrder - before);
    }

    private @Nullable IntegrityItem currently(IntegrityItem shown, Map<Object, IntegrityItem> byKey) {
        var there = byKey.get(shown.key());
        if (there != null || !(shown instanceof IntegrityItem.Version version)) {
            return there;
        }
        return table.version(version.row().project(), version.row().tag())
                .<IntegrityItem>map(report -> new IntegrityItem.Version(report.row()))
                .orElse(null);
    }

    private List<IntegrityItem> read(int offset, int limit) {
        var items = new ArrayList<IntegrityItem>(limit);
        if (!divided()) {
            rows(items, offset, limit);
            return items;
        }
        int line = Math.toIntExact(problems);
        if (offset < line) {
            rows(items, offset, Math.min(limit, line - offset));
        }
        if (offset <= line && offset + limit > line) {
            items.add(new IntegrityItem.InOrder(inOrder));
        }
        int after = Math.max(offset, line + 1);
        if (offset + limit > after) {
            rows(items, after - 1, offset + limit - after);
        }
        return items;
    }

    private void rows(List<IntegrityItem> items, int offset, int limit) {
        if (limit > 0) {
            for (IntegrityRow row : table.rows(query, offset, limit)) {
                items.add(new IntegrityItem.Version(row));
            }
        }
    }

    /// Only where problems come first, and there are both.
    private boolean divided() {
        return query.sort() == IntegrityQuery.Sort.PROBLEMS && problems > 0 && inOrder > 0;
    }

    static long problemsIn(Map<Outcome, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isProblem())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
