package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.Deliveries.KeptDelivery;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.StatusIcon;
import dev.vigia.platform.ui.Tone;
import java.util.List;
import java.util.function.Consumer;

/// A row for each delivery: when it came, from where, what it held and what became of it.
class DeliveryTable extends RowTable {

    DeliveryTable(List<KeptDelivery> deliveries, Consumer<KeptDelivery> onReplay) {
        super("Came", List.of("Outcome", "From", "Alerts", "Size", "Hash", ""));
        addClassName("delivery-table");
        deliveries.forEach(delivery -> row(
                new RelativeTime(delivery.receivedAt()),
                List.of(
                        outcome(delivery),
                        from(delivery),
                        alerts(delivery),
                        new Span(size(delivery.bytes())),
                        new Hash(delivery.hash(), "hash"),
                        replay(delivery, onReplay))));
    }

    private static Component outcome(KeptDelivery delivery) {
        var badge = switch (delivery.outcome()) {
            case STORED -> good("stored");
            case REFUSED -> new StatusBadge(Tone.BAD, "Refused");
            case REPLAYED -> good("stored later");
        };
        var note = new Div(delivery.note());
        note.addClassNames("secondary", "delivery-note");
        return delivery.note().isEmpty() ? badge : new Div(badge, note);
    }

    /// Quiet: nearly all of them are.
    private static Component good(String words) {
        var span = new Span(StatusIcon.decorative(Tone.OK), new Span(" " + words));
        span.addClassName("quiet");
        return span;
    }

    private static Component from(KeptDelivery delivery) {
        var sender = new Span(delivery.sender());
        sender.addClassName("secondary");
        return new Div(new Span(delivery.cluster() + " "), sender);
    }

    private static Component alerts(KeptDelivery delivery) {
        var number = new Span(String.valueOf(delivery.alerts()));
        return delivery.truncated() == 0
                ? number
                : new Div(number, new StatusBadge(Tone.WARN, delivery.truncated() + " cut off"));
    }

    private static String size(int bytes) {
        return bytes < 10_240 ? bytes + " B" : bytes / 1024 + " kB";
    }

    private static Component replay(KeptDelivery delivery, Consumer<KeptDelivery> onReplay) {
        if (!delivery.hasBody()) {
            var gone = new Span("body no longer kept");
            gone.addClassName("secondary");
            return gone;
        }
        var button = new NativeButton("Replay", click -> onReplay.accept(delivery));
        button.addClassName("link-button");
        button.setTitle("Takes it in once more; what is known stays as it is");
        return button;
    }
}
