package dev.vigia.kpi.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.vigia.kpi.BaselineChoice;
import dev.vigia.kpi.KpiDecisions;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.projects.ProjectKey;
import org.jspecify.annotations.Nullable;

/// What is compared with, since when and why; and for a run, the way to make it the baseline or a candidate.
class BaselineDialog extends Dialog {

    private static final int LONGEST_REASON = 500;
    private static final int SHOWN = 12;

    private final KpiHistory history;
    private final KpiDecisions decisions;
    private final ProjectKey project;
    private final String me;
    private final Runnable then;
    private final TextField why = new TextField("Why");

    /// @param row the run that may become the baseline; null to look at the history only
    /// @param then run once something changed
    BaselineDialog(
            KpiHistory history,
            KpiDecisions decisions,
            ProjectKey project,
            @Nullable KpiRow row,
            String me,
            Runnable then) {
        this.history = history;
        this.decisions = decisions;
        this.project = project;
        this.me = me;
        this.then = then;
        addClassName("rules-dialog");
        setWidth("min(640px, 96vw)");
        setHeaderTitle(
                row == null
                        ? "Baseline"
                        : row.run().name() + " " + row.run().id().abbreviated());
        add(now());
        why.setWidthFull();
        why.setMaxLength(LONGEST_REASON);
        why.setPlaceholder("Such as: the version that was signed off");
        why.setErrorMessage("Others must be able to understand it later: say why.");
        add(why, past());
        getFooter().add(new Button("Close", click -> close()));
        if (row != null) {
            var candidate = "candidate".equals(row.mark());
            getFooter().add(new Button(candidate ? "No candidate any more" : "Mark as candidate", click -> {
                decisions.candidate(project, row.run().id(), !candidate, me);
                done();
            }));
            var choose = new Button(
                    "Make it the baseline",
                    click -> because(
                            () -> decisions.chooseBaseline(project, row.run().id(), me, why.getValue())));
            choose.addThemeNames("primary");
            choose.setEnabled(!"baseline".equals(row.mark()));
            getFooter().add(choose);
        }
    }

    private Div now() {
        var now = new Div();
        now.addClassName("baselines");
        var stale = history.staleBaselines(project);
        var baselines = history.baselines(project);
        if (baselines.isEmpty()) {
            now.add(new Paragraph("There is no baseline yet: the first version that is whole and within its limits"
                    + " becomes one, or choose a run in the table."));
        }
        baselines.forEach((model, baseline) -> {
            var line = new Paragraph((model.isEmpty() ? "" : model + ": ") + "what comes next is compared with "
                    + baseline.name() + ". ");
            if (history.isChosen(project, model)) {
                var rule = new Button(
                        "Follow the rule again",
                        click -> because(() -> decisions.followRule(project, model, me, why.getValue())));
                rule.addThemeNames("small");
                line.add(rule);
            }
            now.add(line);
            var doubt = stale.get(model);
            if (doubt != null) {
                var doubtful = new Paragraph(doubt);
                doubtful.addClassName("kpi-stale");
                now.add(doubtful);
            }
        });
        return now;
    }

    private Div past() {
        var past = new Div(new H3("Until now"));
        past.addClassName("baselines");
        var choices = history.baselineHistory(project);
        choices.stream().limit(SHOWN).forEach(choice -> past.add(line(choice)));
        if (choices.isEmpty()) {
            past.add(new Paragraph("Nothing was ever compared."));
        }
        return past;
    }

    private static Div line(BaselineChoice choice) {
        var what = choice.baseline() == null
                ? choice.byRule() ? "none" : "by the rule"
                : choice.baseline().name();
        var name = new Span((choice.model().isEmpty() ? "" : choice.model() + ": ") + what);
        name.addClassName("mono");
        var said = new Span(choice.by() + ": " + choice.why());
        said.addClassName("secondary");
        var line = new Div(name, new RelativeTime(choice.at()), said);
        line.addClassName("evidence-line");
        return line;
    }

    private void because(Runnable act) {
        if (why.isEmpty()) {
            why.setInvalid(true);
            why.focus();
            return;
        }
        act.run();
        done();
    }

    private void done() {
        close();
        then.run();
    }
}
