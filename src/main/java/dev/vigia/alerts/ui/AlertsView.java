package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import dev.vigia.alerts.AlertBoard;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.AlertViews;
import dev.vigia.alerts.EpisodeReport;
import dev.vigia.integrity.ui.CurrentVersion;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.RunbookLibrary;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The inbox: what fires, worst first, and beside it one alert with its runbook. What is shown is in the address.
@Route(AlertNavigation.PATH)
@Menu(title = "Alerts", order = 50, icon = "alerts")
@PermitAll
class AlertsView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    private static final int PAGE = 100;
    private static final int MOST = 1_000;

    private final AlertInbox inbox;
    private final FilterField filter = new FilterField("severity=\"critical\", or words", this::filter);
    private final Chip problems = new Chip("Open", () -> go(state().withState(null)));
    private final Map<AlertState, Chip> chips = new EnumMap<>(AlertState.class);
    private final Select<String> groupBy = new Select<>();
    private final Div cut = new Div();
    private final Div nothing = new Div();
    private final ChosenAlerts chosen;
    private final AlertList list;
    private final AlertDetail detail;
    private final Div side = new Div();
    private InboxState state = InboxState.START;
    private List<Row> rows = List.of();
    private int wanted = PAGE;
    private boolean shown;
    private boolean choosing;
    private @Nullable String openName;

    AlertsView(
            AlertInbox inbox,
            AlertViews views,
            RunbookLibrary library,
            AlertActs acts,
            SilenceActs silences,
            CurrentVersion versions,
            ChangeTicker ticker) {
        this.inbox = inbox;
        addClassNames("screen", "alerts");
        chosen = new ChosenAlerts(acts, silences, () -> rows(), this::markChosen);
        list = new AlertList(
                id -> go(state().withSelected(id.equals(state().selected()) ? null : id)),
                chosen,
                this::reload,
                this::more);
        detail = new AlertDetail(
                acts,
                silences,
                versions,
                new AlertRunbook(library, acts),
                new AlertSide(acts, (name, value) -> go(state().withLabel(name, value))),
                new PostMortemEditor(inbox, acts),
                () -> go(state().withSelected(null)));
        var bar = new ScreenBar("Alerts").chips(problems);
        for (AlertState each : AlertState.values()) {
            var chip = new Chip(AlertWords.state(each), () -> go(state().withState(each)));
            chips.put(each, chip);
            bar.chips(chip);
        }
        groupBy.addClassName("filter-select");
        groupBy.setAriaLabel("Group by");
        groupBy.setPlaceholder("Group by…");
        groupBy.setEmptySelectionAllowed(true);
        groupBy.setEmptySelectionCaption("Group by…");
        groupBy.addValueChangeListener(change -> {
            if (!choosing) {
                go(state().withGroupBy(change.getValue()));
            }
        });
        bar.tools(filter, groupBy, new InboxMenu(views, acts, this::state));
        cut.addClassName("alert-cut");
        cut.getElement().setAttribute("role", "status");
        side.addClassName("alert-beside");
        var left = new Div(cut, chosen, list, nothing);
        left.addClassNames("list", "alert-column");
        var split = new Div(left, side);
        split.addClassName("split");
        add(bar, split);
        LiveUpdates.on(this, ticker, AlertInbox.TOPIC::equals, this::refresh);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show(InboxState.parse(event.getLocation().getQueryParameters()));
    }

    @Override
    public String getPageTitle() {
        return (openName == null ? "Alerts" : openName) + " – Vigía";
    }

    private void show(InboxState next) {
        var before = state;
        state = next;
        if (!shown || !next.sameRows(before)) {
            wanted = PAGE;
            shown = true;
            reload();
        }
        if (!filter.getValue().equals(next.filter())) {
            filter.setValue(next.filter());
        }
        list.markOpen(next.selected());
        showSelected();
    }

    private void reload() {
        var board = read();
        if (board != null) {
            rows = board.rows();
            list.show(board, rows, state.groupBy());
            showAround(board);
        }
    }

    /// The rows up to where the person has gone; null if the filter cannot be read, which the field then says.
    private @Nullable AlertBoard read() {
        try {
            var board = inbox.board(state.toQuery(), wanted, null);
            filter.setInvalid(false);
            return board;
        } catch (IllegalArgumentException e) {
            filter.setErrorMessage(e.getMessage());
            filter.setInvalid(true);
            return null;
        }
    }

    private void showAround(AlertBoard board) {
        var counts = board.counts();
        long open = counts.getOrDefault(AlertState.FIRING, 0L) + counts.getOrDefault(AlertState.ACKNOWLEDGED, 0L);
        problems.setCount(open, Tone.NEUTRAL);
        problems.setSelected(state.states().isEmpty());
        chips.forEach((each, chip) -> {
            chip.setCount(counts.getOrDefault(each, 0L), each == AlertState.FIRING ? Tone.BAD : Tone.NEUTRAL);
            chip.setSelected(state.states().equals(Set.of(each)));
        });
        var labels = new TreeSet<String>();
        board.rows().forEach(row -> labels.addAll(row.episode().labels().keySet()));
        if (state.groupBy() != null) {
            labels.add(state.groupBy());
        }
        choosing = true;
        if (!new ArrayList<>(labels).equals(groupBy.getListDataView().getItems().toList())) {
            groupBy.setItems(labels);
        }
        groupBy.setValue(state.groupBy());
        choosing = false;
        showCut(board);
        nothing.removeAll();
        nothing.setVisible(board.rows().isEmpty());
        list.setVisible(!board.rows().isEmpty());
        if (board.rows().isEmpty()) {
            nothing.add(state.isFiltered() ? NoAlerts.matching(() -> go(InboxState.START)) : NoAlerts.atAll(origin()));
        }
    }

    /// What the sender left out is worse than what it says.
    private void showCut(AlertBoard board) {
        cut.removeAll();
        cut.setVisible(!board.cut().isEmpty());
        if (!board.cut().isEmpty()) {
            var last = board.cut().getFirst();
            cut.add(new Paragraph("! " + last.alerts() + " alerts were cut off by " + last.cluster() + " (receiver "
                    + last.receiver() + "): they may fire unseen. Raise max_alerts of that receiver."));
        }
    }

    private void showSelected() {
        var id = state.selected();
        var report = id == null ? Optional.<EpisodeReport>empty() : inbox.find(id);
        setClassName("with-detail", id != null);
        openName = report.map(found -> found.episode().name()).orElse(null);
        if (id == null) {
            side.removeAll();
        } else if (report.isEmpty()) {
            beside(NoAlerts.unknown(() -> go(state.withSelected(null))));
        } else {
            beside(detail);
            detail.show(report.get());
        }
    }

    private void beside(Component component) {
        if (!side.getChildren().toList().equals(List.of(component))) {
            side.removeAll();
            side.add(component);
        }
    }

    /// In place at once; what would move cards waits for a click, or until the pointer leaves the list.
    private void refresh() {
        var board = read();
        if (board != null) {
            if (list.mayMove() || rows.isEmpty()) {
                rows = board.rows();
                list.show(board, rows, state.groupBy());
            } else {
                list.update(board.rows());
                rows = now(board.rows());
            }
            showAround(board);
        }
        showSelected();
    }

    /// The rows that are shown, as they are now.
    private List<Row> now(List<Row> read) {
        var byId = read.stream().collect(Collectors.toMap(row -> row.episode().id(), row -> row));
        return rows.stream()
                .map(row -> byId.getOrDefault(row.episode().id(), row))
                .toList();
    }

    private void more() {
        wanted = Math.min(MOST, wanted + PAGE);
        reload();
    }

    private void filter(String text) {
        var next = state.withFilter(text);
        // Typing is not a step that "back" should undo letter by letter.
        getUI().ifPresent(ui ->
                ui.getPage().getHistory().replaceState(null, new Location(AlertNavigation.PATH, next.toParameters())));
        show(next);
    }

    private InboxState state() {
        return state;
    }

    private List<Row> rows() {
        return rows;
    }

    private void markChosen() {
        list.markChosen();
    }

    private void go(InboxState next) {
        AlertNavigation.to(next);
    }

    private static String origin() {
        var request = VaadinServletRequest.getCurrent();
        if (request == null) {
            return "https://vigia.example.org";
        }
        var url = request.getRequestURL().toString();
        return url.substring(0, url.indexOf('/', url.indexOf("://") + 3));
    }
}
