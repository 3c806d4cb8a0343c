package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunsSynced;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionsSynced;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What changed and was not judged yet. A mark is written in the transaction of the change, so no crash can lose
/// one; and it says what happened, not which tags it touches, so writing it costs next to nothing.
@Component
class Marks {

    /// Keeps one row far below the longest text that H2 stores.
    private static final int LONGEST = 200_000;

    private final JdbcClient jdbc;

    Marks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Kind {
        /// A version tag itself, its tree or its data.
        TAG,
        /// A version that a run claims or claimed.
        CLAIM,
        /// A commit that a run was made from.
        COMMIT,
        /// Every tag of the project.
        ALL
    }

    /// All marks of a project at one moment.
    record Open(List<Long> ids, boolean all, Set<String> tags, Set<String> claims, Set<String> commits) {

        boolean isEmpty() {
            return ids.isEmpty();
        }
    }

    @EventListener
    void on(VersionsSynced event) {
        mark(
                event.project(),
                Kind.TAG,
                event.changed().stream().map(TagName::value).toList());
    }

    @EventListener
    void on(RunsSynced event) {
        mark(event.project(), Kind.CLAIM, event.versions());
        mark(event.project(), Kind.COMMIT, event.commits());
    }

    void mark(ProjectKey project, Kind kind, Collection<String> names) {
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

    void markAll(ProjectKey project) {
        insert(project, Kind.ALL, List.of());
    }

    Open open(ProjectKey project) {
        var open = new Open(new ArrayList<>(), false, new HashSet<>(), new HashSet<>(), new HashSet<>());
        var everything = new boolean[1];
        jdbc.sql("select id, kind, names from integrity_dirty where project = ?")
                .param(project.value())
                .query(row -> {
                    open.ids().add(row.getLong(1));
                    var names = FindingJson.readNames(row.getString(3));
                    switch (Kind.valueOf(row.getString(2))) {
                        case TAG -> open.tags().addAll(names);
                        case CLAIM -> open.claims().addAll(names);
                        case COMMIT -> open.commits().addAll(names);
                        case ALL -> everything[0] = true;
                    }
                });
        return new Open(open.ids(), everything[0], open.tags(), open.claims(), open.commits());
    }

    /// Deletes exactly what was read: a mark that came meanwhile stays.
    void delete(Open open) {
        if (!open.isEmpty()) {
            jdbc.sql("delete from integrity_dirty where id = any(?)")
                    .param(open.ids().toArray(Long[]::new))
                    .update();
        }
    }

    Set<String> projects() {
        return new HashSet<>(jdbc.sql("select distinct project from integrity_dirty")
                .query(String.class)
                .list());
    }

    private void insert(ProjectKey project, Kind kind, List<String> names) {
        jdbc.sql("insert into integrity_dirty (project, kind, names) values (?, ?, ?)")
                .params(project.value(), kind.name(), FindingJson.writeNames(names))
                .update();
    }
}
