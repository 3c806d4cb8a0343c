package dev.vigia.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What changed in a project and was not worked in yet. A mark is written in the transaction of the change itself,
/// so no crash can lose one; a mark is deleted by its id, so one that comes during the work stays.
///
/// Its table: `id` (identity), `project`, `kind`, `names` (a JSON array).
public final class WorkMarks {

    /// Keeps one row far below the longest text that H2 stores.
    private static final int LONGEST = 200_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final String table;

    public WorkMarks(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /// All marks of a project at one moment.
    public record Open(List<Long> ids, Map<String, Set<String>> byKind) {

        public boolean isEmpty() {
            return ids.isEmpty();
        }

        public boolean has(Enum<?> kind) {
            return byKind.containsKey(kind.name());
        }

        public Set<String> names(Enum<?> kind) {
            return byKind.getOrDefault(kind.name(), Set.of());
        }
    }

    /// Marks each of the names; nothing if there are none.
    public void mark(String project, Enum<?> kind, Collection<String> names) {
        var batch = new ArrayList<String>();
        var length = 0;
        for (var name : names) {
            batch.add(name);
            length += name.length() + 4;
            if (length > LONGEST) {
                insert(project, kind, batch);
                batch.clear();
                length = 0;
            }
        }
        if (!batch.isEmpty()) {
            insert(project, kind, batch);
        }
    }

    /// A mark that needs no names.
    public void mark(String project, Enum<?> kind) {
        insert(project, kind, List.of());
    }

    public Open open(String project) {
        var open = new Open(new ArrayList<>(), new HashMap<>());
        jdbc.sql("select id, kind, names from " + table + " where project = ?")
                .param(project)
                .query(row -> {
                    open.ids().add(row.getLong(1));
                    open.byKind()
                            .computeIfAbsent(row.getString(2), _ -> new HashSet<>())
                            .addAll(JSON.readValue(row.getString(3), NAMES));
                });
        return open;
    }

    /// Deletes exactly what was read.
    public void delete(Open open) {
        if (!open.isEmpty()) {
            jdbc.sql("delete from " + table + " where id = any(?)")
                    .param(open.ids().toArray(Long[]::new))
                    .update();
        }
    }

    public Set<String> projects() {
        return new HashSet<>(jdbc.sql("select distinct project from " + table)
                .query(String.class)
                .list());
    }

    private void insert(String project, Enum<?> kind, List<String> names) {
        jdbc.sql("insert into " + table + " (project, kind, names) values (?, ?, ?)")
                .params(project, kind.name(), JSON.writeValueAsString(names))
                .update();
    }
}
