package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.vigia.alerts.Deliveries;
import dev.vigia.alerts.Deliveries.KeptDelivery;
import dev.vigia.alerts.Deliveries.Outcome;
import dev.vigia.alerts.Deliveries.Query;
import dev.vigia.alerts.Deliveries.Replay;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.ScreenBar;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was delivered and what became of it, for administrators; and the way to take it in once more.
@Route(AlertNavigation.DELIVERIES)
@PageTitle("Deliveries – Vigía")
@RolesAllowed("ADMIN")
class DeliveriesView extends Div implements AfterNavigationObserver {

    private static final int PAGE = 100;
    private static final String ALL = "";
    private static final Map<String, Query> QUERIES = Map.of(
            ALL, Query.ALL, "refused", new Query(null, Outcome.REFUSED, false), "cut", new Query(null, null, true));

    private final Deliveries deliveries;
    private final String account;
    private final Map<String, Chip> chips = new LinkedHashMap<>();
    private final Paragraph said = new Paragraph();
    private final Div page = new Div();
    private final List<KeptDelivery> shown = new ArrayList<>();
    private String which = ALL;

    DeliveriesView(Deliveries deliveries, AuthenticationContext authentication, Clock clock) {
        this.deliveries = deliveries;
        this.account = authentication.getPrincipalName().orElse("unknown");
        addClassNames("screen", "statistics", "deliveries");
        var bar = new ScreenBar("Deliveries").before(AlertNavigation.back());
        chips.put(ALL, new Chip("All", () -> go(ALL)));
        chips.put("refused", new Chip("Refused", () -> go("refused")));
        chips.put("cut", new Chip("Cut off", () -> go("cut")));
        chips.values().forEach(bar::chips);
        bar.tools(new Button("Replay…", click -> {
            var span = new ReplaySpan(clock);
            Ask.with(
                    "Replay",
                    span,
                    () -> span.chosen().ifPresent(chosen -> {
                        say(deliveries.replay(chosen.from(), chosen.to(), null, account));
                    }));
        }));
        said.addClassName("delivery-said");
        said.getElement().setAttribute("role", "status");
        said.setVisible(false);
        page.addClassName("page");
        add(bar, said, page);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        which = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("show")
                .filter(chips::containsKey)
                .orElse(ALL);
        chips.forEach((name, chip) -> chip.setSelected(name.equals(which)));
        shown.clear();
        more();
    }

    private void go(String where) {
        getUI().ifPresent(ui -> ui.navigate(
                DeliveriesView.class, where.isEmpty() ? QueryParameters.empty() : QueryParameters.of("show", where)));
    }

    private void more() {
        var next = deliveries.latest(
                QUERIES.getOrDefault(which, Query.ALL),
                shown.isEmpty() ? null : shown.getLast().id(),
                PAGE);
        shown.addAll(next);
        page.removeAll();
        if (shown.isEmpty()) {
            page.add(nothing());
            return;
        }
        page.add(new DeliveryTable(shown, this::replay));
        if (next.size() == PAGE) {
            var more = new NativeButton("Show more", click -> more());
            more.addClassName("button");
            page.add(more);
        }
    }

    private EmptyState nothing() {
        return which.equals(ALL)
                ? new EmptyState(
                        "Nothing was delivered yet", "Deliveries of Alertmanagers are listed here as they come.")
                : new EmptyState("There is none", "No delivery that is kept was of this kind.");
    }

    private void replay(KeptDelivery delivery) {
        deliveries.replay(delivery.id(), account).ifPresent(this::say);
    }

    private void say(Replay replay) {
        said.setText(replay.sentence());
        said.setVisible(true);
        shown.clear();
        more();
    }
}
