package dev.vigia.kpi;

import dev.vigia.platform.WorkMarks;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunsSynced;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionsSynced;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Runs and tags that changed and whose samples were not looked at yet.
@Component
class KpiMarks {

    private final WorkMarks marks;

    KpiMarks(JdbcClient jdbc) {
        this.marks = new WorkMarks(jdbc, "kpi_dirty");
    }

    enum Kind {
        RUN,
        TAG
    }

    @EventListener
    void on(RunsSynced event) {
        marks.mark(
                event.project().value(),
                Kind.RUN,
                event.runs().stream().map(RunId::value).toList());
    }

    @EventListener
    void on(VersionsSynced event) {
        marks.mark(
                event.project().value(),
                Kind.TAG,
                event.changed().stream().map(TagName::value).toList());
    }

    WorkMarks.Open open(ProjectKey project) {
        return marks.open(project.value());
    }

    void delete(WorkMarks.Open open) {
        marks.delete(open);
    }

    Set<String> projects() {
        return marks.projects();
    }
}
