package dev.vigia.drift.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.drift.DriftHistory.ArtifactTrouble;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.ui.RunNavigation;
import java.util.List;

/// Runs whose report could not be taken in, each with the reason.
class ArtifactTroubles extends Div {

    ArtifactTroubles(ProjectKey project, List<ArtifactTrouble> troubles) {
        addClassNames("card", "drift-report");
        var number = troubles.size();
        add(new StatusBadge(
                Tone.WARN,
                number == 1
                        ? "The report of a run could not be taken in whole"
                        : "The reports of " + number + " runs could not be taken in whole"));
        var list = new UnorderedList();
        list.addClassNames("drift-notes", "secondary");
        for (ArtifactTrouble trouble : troubles) {
            var line = new ListItem(new Anchor(
                    RunNavigation.toRun(project, trouble.run()), trouble.run().abbreviated()));
            line.add(new Span(", "), new RelativeTime(trouble.lookedAt()), new Span(": " + trouble.note()));
            list.add(line);
        }
        add(list);
    }
}
