package dev.vigia.drift.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftAction;
import dev.vigia.drift.DriftHistory;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import org.springframework.core.annotation.Order;

/// The share of the latest report, for the overview.
@Order(30)
@org.springframework.stereotype.Component
class DriftColumn implements ProjectColumn {

    private final DriftHistory history;

    DriftColumn(DriftHistory history) {
        this.history = history;
    }

    @Override
    public String title() {
        return "Drift";
    }

    @Override
    public Component cell(String project) {
        var key = new ProjectKey(project);
        var latest = history.latest(key).orElse(null);
        if (latest == null) {
            var none = new Span("–");
            none.addClassName("quiet");
            none.setTitle("No report of drift yet");
            return none;
        }
        var share = latest.share();
        var action = DriftAction.of(share);
        var words = share == null ? "share unknown" : DriftWords.percent(share);
        var link = new Anchor(DriftNavigation.toHistory(key));
        if (action == DriftAction.WATCH) {
            link.setText(words);
        } else {
            link.add(new StatusBadge(DriftWords.tone(action), words));
        }
        link.setTitle(DriftWords.action(action));
        return link;
    }

    @Override
    public boolean concerns(String topic) {
        return topic.startsWith("drift/");
    }
}
