package dev.vigia.notify.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.vigia.notify.DeadLetter;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.RowTable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was not told: the event, to whom, and what came back.
class DeadLetterTable extends RowTable {

    /// @param onResend null for those who may only look
    DeadLetterTable(List<DeadLetter> letters, @Nullable Consumer<DeadLetter> onResend) {
        super("Event", List.of("Receiver", "Given up", "Tries", "What came back", "Delivery", ""));
        addClassName("dead-letters");
        letters.forEach(letter -> row(
                event(letter),
                List.of(
                        new Span(letter.receiver()),
                        new RelativeTime(letter.givenUpAt()),
                        new Span(String.valueOf(letter.attempts())),
                        error(letter),
                        new Hash(letter.delivery(), "delivery id"),
                        onResend == null ? new Span() : resend(letter, onResend))));
    }

    private static Component event(DeadLetter letter) {
        var when = new Div(new Span(letter.event().id() + " · "), new RelativeTime(letter.happenedAt()));
        when.addClassName("secondary");
        return new Div(new Anchor(letter.path(), letter.title()), when);
    }

    private static Component error(DeadLetter letter) {
        var error = new Div(letter.error());
        error.addClassName("dead-letter-error");
        return error;
    }

    private static Component resend(DeadLetter letter, Consumer<DeadLetter> onResend) {
        var button = new NativeButton("Resend", click -> onResend.accept(letter));
        button.addClassName("link-button");
        button.getElement().setAttribute("aria-label", "Resend: " + letter.title());
        return button;
    }
}
