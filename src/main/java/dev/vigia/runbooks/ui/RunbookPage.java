package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.LintFinding;
import dev.vigia.runbooks.Runbook;
import dev.vigia.runbooks.RunbookLibrary;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One runbook, read without an alert.
@Route(RunbookNavigation.PAGE)
@PermitAll
class RunbookPage extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final RunbookLibrary library;
    private @Nullable Runbook runbook;

    RunbookPage(RunbookLibrary library, ChangeTicker ticker) {
        this.library = library;
        addClassName("runbook-page");
        LiveUpdates.on(this, ticker, RunbookLibrary.topic()::equals, this::follow);
        getElement()
                .executeJs("const id = location.hash.slice(1);"
                        + "if (id.startsWith('rb-')) setTimeout(() => document.getElementById(id)?.scrollIntoView());");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var name = event.getRouteParameters().get("name").orElse("");
        var found = library.find(name).orElseThrow(() -> new NotFoundException("No such runbook"));
        runbook = found;
        fill(found);
    }

    @Override
    public String getPageTitle() {
        return runbook == null ? "Vigía" : runbook.title() + " – Runbooks – Vigía";
    }

    /// A document that was taken away stays for whoever reads it.
    private void follow() {
        var shown = runbook;
        if (shown != null) {
            library.find(shown.name())
                    .filter(now -> !now.hash().equals(shown.hash()))
                    .ifPresent(now -> {
                        runbook = now;
                        fill(now);
                    });
        }
    }

    private void fill(Runbook shown) {
        removeAll();
        var back = new Anchor(RunbookNavigation.toLibrary(), "");
        back.addClassNames("icon-button", "icon-back");
        back.getElement().setAttribute("aria-label", "Back to the library");
        back.getElement().setAttribute("data-keys-close", true);
        var bar = new ScreenBar(shown.title()).before(back);
        chips(shown).forEach(bar::chips);
        var body = new Div();
        body.addClassName("runbook-body");
        for (var finding : findings(shown)) {
            var line = new Div(new StatusBadge(RunbookWords.tone(finding.level()), finding.sentence()));
            line.addClassName("runbook-finding");
            body.add(line);
        }
        body.add(new RunbookView(library.render(shown, Map.of()), fact -> library.ask(fact, null, Map.of())));
        var origin = new Div(shown.name() + ".md · " + shown.origin());
        origin.addClassNames("secondary", "runbook-origin");
        body.add(origin);
        add(bar, body);
    }

    private static List<Component> chips(Runbook shown) {
        var chips = new ArrayList<Component>();
        if (shown.severity() != null) {
            chips.add(new StatusBadge(Tone.NEUTRAL, RunbookWords.capital(shown.severity())));
        }
        if (shown.responseTime() != null) {
            var time = new Span("respond within " + RunbookWords.time(shown.responseTime()));
            time.addClassName("secondary");
            chips.add(time);
        }
        return chips;
    }

    private List<LintFinding> findings(Runbook shown) {
        return library.findings().stream()
                .filter(finding -> finding.file().equals(shown.name() + ".md"))
                .filter(finding -> finding.level() != LintFinding.Level.NOTE)
                .toList();
    }
}
