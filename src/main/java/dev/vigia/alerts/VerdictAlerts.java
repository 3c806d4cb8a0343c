package dev.vigia.alerts;

import dev.vigia.alerts.OwnBoard.Own;
import dev.vigia.integrity.BrokenVersions.BrokenVersion;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.Outcome;
import dev.vigia.integrity.VerdictChanged;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// A version in use that was whole and is broken is an alert; it is over when the version is whole again, or gone. Of
/// older ones, which nobody runs, one quiet alert a project tells. What was never whole is no news: the integrity table
/// shows it. An event only says that it is time to look, and the table
/// says what is so: ten thousand events are one look, and one that was lost in a crash is made up for by the next.
@Component
class VerdictAlerts {

    static final String BROKEN = "VigiaVersionBroken";
    static final String MANY_BROKEN = "VigiaVersionsBroken";

    private static final int EACH = 20;
    private static final int NAMED = 5;

    private final Projects projects;
    private final IntegrityTable table;
    private final OwnBoard board;
    private final SoonLook soon = new SoonLook("verdict-alerts", this::tell);

    VerdictAlerts(Projects projects, IntegrityTable table, OwnBoard board) {
        this.projects = projects;
        this.table = table;
        this.board = board;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(VerdictChanged change) {
        var from = change.from();
        var matters = change.to() == Outcome.FAIL || from == Outcome.FAIL || from == Outcome.UNKNOWN;
        if (from != null && matters) {
            soon.ask();
        }
    }

    void look() {
        soon.now();
    }

    private void tell() {
        var raised = new ArrayList<Own>();
        projects.all().stream().map(Project::key).forEach(project -> add(project, raised));
        board.tell(Set.of(BROKEN, MANY_BROKEN), raised);
    }

    private void add(ProjectKey project, List<Own> raised) {
        var broken = table.broken(project, EACH);
        var inUse = broken.versions().stream().filter(BrokenVersion::inUse).toList();
        inUse.forEach(version -> raised.add(broken(project, version)));
        var others = broken.all() - inUse.size();
        if (others > 0) {
            var names = broken.versions().stream()
                    .filter(version -> !version.inUse())
                    .limit(NAMED)
                    .map(version -> version.tag().value())
                    .toList();
            raised.add(new Own(
                    MANY_BROKEN,
                    Severity.INFO,
                    Map.of("project", project.value()),
                    others + (others == 1 ? " older version of " : " older versions of ") + project
                            + (others == 1 ? " was whole and is broken now: " : " were whole and are broken now: ")
                            + String.join(", ", names) + (others > names.size() ? ", …" : "") + ".",
                    null));
        }
    }

    private static Own broken(ProjectKey project, BrokenVersion version) {
        var labels = new HashMap<String, String>();
        labels.put("project", project.value());
        labels.put("version", version.tag().value());
        if (version.artifact() != null) {
            labels.put("model", version.artifact());
        }
        return new Own(
                BROKEN,
                Severity.WARNING,
                labels,
                "Version " + version.tag().value() + " of " + project + " was whole and is broken now: "
                        + version.because() + ".",
                version.since().truncatedTo(ChronoUnit.MILLIS));
    }
}
