package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.LintFinding;
import dev.vigia.runbooks.RunbookLibrary;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;

/// All runbooks: search, what the linter finds, and which alerts have none.
@Route(RunbookNavigation.PATH)
@PageTitle("Runbooks – Vigía")
@Menu(title = "Runbooks", order = 60, icon = "runbooks")
@PermitAll
class LibraryView extends Div implements BeforeEnterObserver {

    private static final String ALL = "";

    private final RunbookLibrary library;
    private final FilterField search = new FilterField("Search all runbooks", this::searched);
    private final Map<String, Chip> chips = new LinkedHashMap<>();
    private final Div page = new Div();
    private String shown = ALL;
    private String question = "";

    LibraryView(RunbookLibrary library, ChangeTicker ticker) {
        this.library = library;
        addClassNames("screen", "library-screen");
        chips.put(ALL, new Chip("All", () -> go(ALL)));
        chips.put(RunbookNavigation.FINDINGS, new Chip("Findings", () -> go(RunbookNavigation.FINDINGS)));
        chips.put(RunbookNavigation.COVERAGE, new Chip("Alerts without one", () -> go(RunbookNavigation.COVERAGE)));
        var bar = new ScreenBar("Runbooks").tools(search);
        chips.values().forEach(bar::chips);
        page.addClassName("page");
        add(bar, page);
        LiveUpdates.on(this, ticker, RunbookLibrary.topic()::equals, this::fill);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        shown = query.getSingleParameter("show").filter(chips::containsKey).orElse(ALL);
        question = query.getSingleParameter("q").orElse("");
        search.setValue(question);
        fill();
    }

    private void searched(String text) {
        question = text.strip();
        go(ALL);
    }

    private void go(String where) {
        var parameters = new LinkedHashMap<String, String>();
        if (!where.isEmpty()) {
            parameters.put("show", where);
        } else if (!question.isEmpty()) {
            parameters.put("q", question);
        }
        UI.getCurrent().navigate(RunbookNavigation.PATH, QueryParameters.simple(parameters));
    }

    private void fill() {
        var findings = library.findings();
        var coverage = library.coverage();
        chips.forEach((name, chip) -> chip.setSelected(name.equals(shown)));
        count(ALL, library.list().size(), Tone.NEUTRAL);
        var wrong = findings.stream()
                .filter(finding -> finding.level() != LintFinding.Level.NOTE)
                .count();
        count(RunbookNavigation.FINDINGS, wrong, Tone.WARN);
        count(RunbookNavigation.COVERAGE, coverage.uncovered(), Tone.BAD);
        page.removeAll();
        switch (shown) {
            case RunbookNavigation.FINDINGS -> page.add(new FindingsList(findings));
            case RunbookNavigation.COVERAGE -> page.add(new CoverageLists(coverage));
            default -> page.add(new RunbookList(library, question, findings));
        }
    }

    private void count(String name, long number, Tone tone) {
        var chip = chips.get(name);
        if (chip != null) {
            chip.setCount(number, tone);
        }
    }
}
