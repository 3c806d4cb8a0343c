package dev.vigia.integrity;

import dev.vigia.platform.WorkMarks;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunsSynced;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionsSynced;
import java.util.Collection;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What changed and was not judged yet. A mark says what happened, not which tags it touches, so writing it costs next
/// to nothing.
@Component
class Marks {

    private final WorkMarks marks;

    Marks(JdbcClient jdbc) {
        this.marks = new WorkMarks(jdbc, "integrity_dirty");
    }

    enum Kind {
        /// A version tag itself, its tree, its data or what its KPIs say.
        TAG,
        /// A version that a run claims or claimed.
        CLAIM,
        /// A commit that a run was made from.
        COMMIT,
        /// Every tag of the project.
        ALL
    }

    /// Something was marked outside a sync; published inside the transaction.
    record Marked(ProjectKey project) {}

    /// All marks of a project at one moment.
    record Open(WorkMarks.Open all) {

        boolean isEmpty() {
            return all.isEmpty();
        }

        boolean everything() {
            return all.has(Kind.ALL);
        }

        Set<String> tags() {
            return all.names(Kind.TAG);
        }

        Set<String> claims() {
            return all.names(Kind.CLAIM);
        }

        Set<String> commits() {
            return all.names(Kind.COMMIT);
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
        marks.mark(project.value(), kind, names);
    }

    void markAll(ProjectKey project) {
        marks.mark(project.value(), Kind.ALL);
    }

    Open open(ProjectKey project) {
        return new Open(marks.open(project.value()));
    }

    void delete(Open open) {
        marks.delete(open.all());
    }

    Set<String> projects() {
        return marks.projects();
    }
}
