package dev.vigia.kpi.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.ui.Chart;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.ProjectKey;

/// One KPI: its newest value, how far that is from the baseline, whether it is within its limits, and its chart.
class KpiCard extends Div {

    private final ProjectKey project;
    private final Chart chart;
    private final Div head = new Div();
    private final Runnable onRules;
    private String drawn = "";

    /// @param onRules opens the thresholds
    KpiCard(ProjectKey project, KpiStatus status, Runnable onRules) {
        this.project = project;
        this.onRules = onRules;
        this.chart = new Chart(KpiWords.title(status.kpi()));
        addClassNames("card", "kpi-card");
        head.addClassName("kpi-head");
        add(head, chart);
        getElement().setAttribute("data-kpi", status.kpi().name());
    }

    /// @param alone whether it is the only one, and large
    void show(KpiStatus status, KpiState.Axis axis, boolean alone) {
        setClassName("kpi-alone", alone);
        head.removeAll();
        head.add(title(status, alone), direction(status), spring(), value(status), badge(status), rules());
        if (status.unlikely() && status.breaches().isEmpty()) {
            var unlikely = new StatusBadge(Tone.NEUTRAL, "Unusual");
            unlikely.setTitle("Far from what the 20 samples before it make likely. For your information; no limit is"
                    + " broken.");
            head.addComponentAtIndex(4, unlikely);
        }
        var source = KpiNavigation.points(project, status.kpi().name(), axis, null);
        if (!source.equals(drawn)) {
            drawn = source;
            chart.setSource(source);
        }
    }

    /// Asks for the points anew.
    void refresh() {
        chart.refresh();
    }

    private H2 title(KpiStatus status, boolean alone) {
        var name = KpiWords.title(status.kpi());
        var link = new Anchor(
                alone
                        ? KpiNavigation.toKpis(project)
                        : KpiNavigation.toKpi(project, status.kpi().name()),
                name);
        link.setTitle(alone ? "Show all KPIs" : "Show " + name + " alone");
        return new H2(link);
    }

    private static Span direction(KpiStatus status) {
        var direction = new Span(KpiWords.direction(status.kpi()));
        direction.addClassName("secondary");
        return direction;
    }

    private static Span spring() {
        var spring = new Span();
        spring.addClassName("spring");
        return spring;
    }

    private static Span value(KpiStatus status) {
        var latest = status.latest();
        var value = new Span(latest == null ? "–" : KpiWords.value(status.kpi(), latest.value()));
        value.addClassNames("kpi-value", "num");
        var both = new Span(value);
        both.addClassName("kpi-now");
        var delta = status.delta();
        if (delta != null && status.baseline() != null) {
            var words = new Span((delta == 0 ? "same as " : KpiWords.delta(delta) + " to ")
                    + status.baseline().name());
            words.addClassName("secondary");
            both.add(words);
        }
        return both;
    }

    private static Span badge(KpiStatus status) {
        var badge = new StatusBadge(KpiWords.tone(status), KpiWords.state(status));
        if (!status.breaches().isEmpty()) {
            var breach = status.breaches().getFirst();
            badge.setTitle(breach.sentence());
            badge.add(new RelativeTime(breach.openedAt()).brief());
        }
        return badge;
    }

    private NativeButton rules() {
        var rules = new NativeButton("Limits", click -> onRules.run());
        rules.addClassName("quiet-button");
        rules.getElement().setAttribute("type", "button");
        return rules;
    }
}
