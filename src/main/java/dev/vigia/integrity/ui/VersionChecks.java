package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.Check;
import dev.vigia.integrity.Outcome;
import dev.vigia.platform.ui.StatusIcon;
import java.util.List;

/// The checks of a version in short: what is wrong in full, what is in order folded away.
class VersionChecks extends Div {

    VersionChecks(List<Check> checks) {
        addClassNames("card", "checks");
        var sorted = IntegrityWords.worstFirst(checks);
        var problems =
                sorted.stream().filter(check -> check.outcome().isProblem()).toList();
        var rest = sorted.stream().filter(check -> !check.outcome().isProblem()).toList();
        problems.forEach(check -> add(line(check)));
        if (problems.isEmpty() || rest.isEmpty()) {
            rest.forEach(check -> add(line(check)));
        } else {
            add(folded(rest));
        }
    }

    private static NativeDetails folded(List<Check> checks) {
        var passed =
                checks.stream().filter(check -> check.outcome() == Outcome.PASS).count();
        var words = passed == checks.size() ? passed + " more passed" : checks.size() + " more, none a problem";
        var summary = new Span(new StatusIcon(IntegrityWords.tone(Outcome.PASS), "passed"), new Span(words));
        summary.addClassName("check-line");
        var lines = new Div();
        checks.forEach(check -> lines.add(line(check)));
        var details = new NativeDetails(summary, lines);
        details.addClassName("checks-more");
        return details;
    }

    static Div line(Check check) {
        var name = new Span(IntegrityWords.name(check.check()));
        name.addClassName("check-name");
        var reason = new Span(check.reason());
        reason.addClassName("check-reason");
        var line = new Div(
                new StatusIcon(IntegrityWords.tone(check.outcome()), IntegrityWords.answer(check.outcome())),
                name,
                reason);
        line.addClassName("check-line");
        return line;
    }
}
