package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.OrphanRun;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusIcon;
import dev.vigia.platform.ui.Tone;
import java.util.List;

/// The other direction, under the table: runs that claim a version no tag has, or that another run claims too.
class OrphanRuns extends Div {

    private static final int SHOWN = 100;

    OrphanRuns() {
        addClassName("orphans");
        setVisible(false);
    }

    void show(List<OrphanRun> runs, boolean severalProjects) {
        removeAll();
        setVisible(!runs.isEmpty());
        if (runs.isEmpty()) {
            return;
        }
        var summary = new Span(
                new StatusIcon(Tone.WARN, "Warning"),
                new Span(IntegrityWords.plural(runs.size(), "run claims", "runs claim") + " a version wrongly"));
        summary.addClassName("orphans-summary");
        var lines = new Div();
        lines.addClassName("orphans-list");
        runs.stream().limit(SHOWN).forEach(run -> lines.add(line(run, severalProjects)));
        if (runs.size() > SHOWN) {
            lines.add(new Span((runs.size() - SHOWN) + " more are in the API’s answer"));
        }
        add(new NativeDetails(summary, lines));
    }

    private static Div line(OrphanRun run, boolean severalProjects) {
        var where = new Span((severalProjects ? run.project() + " · " : "") + run.experiment() + " · " + run.name());
        where.addClassName("secondary");
        var reason = new Span(run.reason());
        reason.addClassName("orphan-reason");
        var line = new Div(new Hash(run.runId(), "run id"), reason, where);
        if (run.startedAt() != null) {
            line.add(new RelativeTime(run.startedAt()).brief());
        }
        line.addClassName("orphan");
        return line;
    }
}
