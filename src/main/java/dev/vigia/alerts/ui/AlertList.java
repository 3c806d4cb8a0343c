package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertBoard;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.EpisodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cards, worst first, under the headings of their groups if there are any. While the pointer is on it no card
/// moves: what is new waits behind a button.
class AlertList extends Div {

    private final Map<EpisodeId, AlertCard> cards = new LinkedHashMap<>();
    private final NativeButton news;
    private final Consumer<EpisodeId> onOpen;
    private final ChosenAlerts chosen;
    private final NativeButton more;
    private final Div rows = new Div();
    private @Nullable EpisodeId open;
    private boolean pointerInside;

    /// @param chosen told what is chosen here
    AlertList(Consumer<EpisodeId> onOpen, ChosenAlerts chosen, Runnable onShowNew, Runnable onMore) {
        this.onOpen = onOpen;
        this.chosen = chosen;
        addClassName("alert-list");
        news = new NativeButton("", click -> onShowNew.run());
        news.addClassName("changes");
        news.setVisible(false);
        more = new NativeButton("Show more", click -> onMore.run());
        more.addClassNames("button", "alert-more");
        rows.getElement().setAttribute("data-keys-list", true);
        add(news, rows, more);
        getElement().addEventListener("mouseenter", enter -> pointerInside = true);
        getElement().addEventListener("mouseleave", leave -> {
            pointerInside = false;
            if (news.isVisible()) {
                onShowNew.run();
            }
        });
    }

    boolean mayMove() {
        return !pointerInside;
    }

    void show(AlertBoard board, List<Row> all, @Nullable String groupBy) {
        news.setVisible(false);
        var before = new LinkedHashMap<>(cards);
        cards.clear();
        var content = new ArrayList<Component>();
        grouped(all, groupBy).forEach((group, members) -> {
            if (groupBy != null) {
                content.add(heading(groupBy, group, board));
            }
            for (Row row : members) {
                var id = row.episode().id();
                var card = before.containsKey(id)
                        ? Objects.requireNonNull(before.get(id))
                        : new AlertCard(id, onOpen, chosen::choose);
                card.show(row);
                card.setOpen(id.equals(open));
                card.setChosen(chosen.contains(id));
                cards.put(id, card);
                content.add(card);
            }
        });
        if (!rows.getChildren().toList().equals(content)) {
            rows.removeAll();
            rows.add(content);
        }
        more.setVisible(board.next() != null);
        chosen.keepOnly(cards.keySet());
    }

    void markChosen() {
        cards.forEach((id, card) -> card.setChosen(chosen.contains(id)));
    }

    /// Says of the cards that are shown what is so now, and how many others there would be.
    void update(List<Row> now) {
        var byId = now.stream().collect(Collectors.toMap(row -> row.episode().id(), row -> row));
        cards.forEach((id, card) -> {
            var row = byId.get(id);
            if (row != null) {
                card.show(row);
            }
        });
        var fresh = byId.keySet().stream().filter(id -> !cards.containsKey(id)).count();
        var gone = cards.keySet().stream().filter(id -> !byId.containsKey(id)).count();
        if (fresh + gone > 0) {
            news.setText((fresh > 0 ? fresh + " new" : gone + " changed") + " · show");
        }
        news.setVisible(fresh + gone > 0);
    }

    void markOpen(@Nullable EpisodeId id) {
        open = id;
        cards.forEach((each, card) -> card.setOpen(each.equals(id)));
    }

    private static Map<String, List<Row>> grouped(List<Row> rows, @Nullable String groupBy) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> groupBy == null ? "" : row.episode().labels().getOrDefault(groupBy, ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static H2 heading(String label, String value, AlertBoard board) {
        var heading = new H2();
        heading.addClassName("alert-group");
        heading.add(new Span(value.isEmpty() ? "without " + label : value));
        board.groups().stream()
                .filter(group -> group.value().equals(value))
                .findFirst()
                .ifPresent(group -> {
                    var count = new Span(String.valueOf(group.count()));
                    count.addClassName("quiet");
                    heading.add(count);
                });
        return heading;
    }
}
