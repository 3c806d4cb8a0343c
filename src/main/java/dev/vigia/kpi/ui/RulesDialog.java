package dev.vigia.kpi.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.vigia.kpi.KpiDecisions;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.ui.Chart;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Threshold;
import dev.vigia.projects.Threshold.Kind;
import dev.vigia.projects.Threshold.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The thresholds of one KPI, to be changed: what a rule would have done is drawn before it is saved.
class RulesDialog extends Dialog {

    private static final int LONGEST_REASON = 500;

    private final KpiDecisions decisions;
    private final ProjectKey project;
    private final KpiStatus status;
    private final String me;
    private final Runnable then;
    private final KpiState.Axis axis;
    private final Div rules = new Div();
    private final List<RuleFields> fields = new ArrayList<>();
    private final Chart chart;
    private final Paragraph failure = new Paragraph();
    private final TextField why = new TextField("Why");

    /// @param mayEdit whether anything can be saved; trying is for everybody
    /// @param then run once something was saved
    RulesDialog(
            KpiDecisions decisions,
            ProjectKey project,
            KpiStatus status,
            KpiState.Axis axis,
            String me,
            boolean mayEdit,
            Runnable then) {
        this.decisions = decisions;
        this.project = project;
        this.status = status;
        this.axis = axis;
        this.me = me;
        this.then = then;
        this.chart = new Chart("What these limits would have done");
        addClassName("rules-dialog");
        setHeaderTitle("Limits of " + KpiWords.title(status.kpi()));
        setWidth("min(760px, 96vw)");
        rules.addClassName("rules");
        status.kpi().thresholds().forEach(this::add);
        var more = new Button("Add a limit", click -> {
            add(new Threshold(
                    status.kpi().better() == Kpi.Better.LOWER ? Kind.ABOVE : Kind.BELOW,
                    status.latest() == null ? 0 : status.latest().value(),
                    Severity.WARNING));
            tryOut();
        });
        more.addThemeNames("tertiary");
        failure.addClassName("silence-failure");
        failure.getElement().setAttribute("role", "alert");
        failure.setVisible(false);
        why.setWidthFull();
        why.setMaxLength(LONGEST_REASON);
        why.setPlaceholder("Kept in the audit log beside your name");
        why.setErrorMessage("Others must be able to understand it later: say why.");
        var about = new Paragraph(
                status.edited() == null
                        ? "As configured. A value that is no number is a breach in any case."
                        : "Set by " + status.edited().by() + ": "
                                + status.edited().why());
        about.addClassName("secondary");
        add(about, rules, more, chart, why, failure);
        if (mayEdit && status.edited() != null) {
            getFooter().add(new Button("As configured", click -> save(Optional.empty())));
        }
        var save = new Button("Save", click -> read().ifPresent(read -> save(Optional.of(read))));
        save.addThemeNames("primary");
        save.setVisible(mayEdit);
        why.setVisible(mayEdit);
        getFooter().add(new Button(mayEdit ? "Cancel" : "Close", click -> close()), save);
        tryOut();
    }

    private void add(Threshold threshold) {
        var row = new RuleFields(threshold, this::tryOut, this::remove);
        fields.add(row);
        rules.add(row);
    }

    private void remove(RuleFields row) {
        fields.remove(row);
        rules.remove(row);
        tryOut();
    }

    private void tryOut() {
        read().ifPresent(read ->
                chart.setSource(KpiNavigation.points(project, status.kpi().name(), axis, TriedRules.write(read))));
    }

    /// Empty, and said so, while they make no sense.
    private Optional<List<Threshold>> read() {
        var read = fields.stream().map(RuleFields::read).toList();
        if (read.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var thresholds = read.stream().flatMap(Optional::stream).toList();
        var twice = thresholds.stream().map(Threshold::rule).distinct().count() < thresholds.size();
        fail(twice ? "Two limits are of the same kind and severity: keep one of them." : "");
        return twice ? Optional.empty() : Optional.of(thresholds);
    }

    private void save(Optional<List<Threshold>> thresholds) {
        if (why.isEmpty()) {
            why.setInvalid(true);
            why.focus();
            return;
        }
        decisions.setThresholds(project, status.kpi().name(), thresholds.orElse(null), me, why.getValue());
        close();
        then.run();
    }

    private void fail(String sentence) {
        failure.setText(sentence);
        failure.setVisible(!sentence.isEmpty());
    }
}
