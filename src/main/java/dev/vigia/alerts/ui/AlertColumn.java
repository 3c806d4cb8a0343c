package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.Severity;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.annotation.Order;

/// How many alerts of each project are open, by severity; or for how long it has been quiet.
@Order(10)
@org.springframework.stereotype.Component
class AlertColumn implements ProjectColumn {

    private static final int COUNTED = 1_000;

    private final AlertInbox inbox;

    AlertColumn(AlertInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public String title() {
        return "Alerts";
    }

    @Override
    public Component cell(String project) {
        var key = new ProjectKey(project);
        var rows = inbox.board(query(AlertQuery.PROBLEMS.states(), key), COUNTED, null)
                .rows();
        var cell = new Span();
        cell.addClassName("badges");
        for (Severity severity : new Severity[] {Severity.CRITICAL, Severity.WARNING, Severity.INFO, Severity.NONE}) {
            var number = rows.stream()
                    .filter(row -> row.episode().severity() == severity)
                    .count();
            if (number > 0) {
                cell.add(new StatusBadge(
                        AlertWords.tone(severity),
                        number + " " + AlertWords.severity(severity).toLowerCase(Locale.ROOT)));
            }
        }
        if (rows.isEmpty()) {
            var last = inbox.board(query(Set.of(AlertState.RESOLVED), key), 1, null).rows().stream()
                    .findFirst();
            cell.add(AlertDetail.quiet("quiet "));
            last.ifPresent(row -> cell.add(new RelativeTime(row.episode().endsAt()).brief()));
        }
        return cell;
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(AlertInbox.TOPIC);
    }

    private static AlertQuery query(Set<AlertState> states, ProjectKey project) {
        return new AlertQuery(states, LabelMatchers.ALL, null, project, null);
    }
}
