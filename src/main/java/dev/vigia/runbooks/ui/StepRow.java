package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.RelativeTime;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One step of the checklist: the box, its words, who did it and when; below it what belongs to it.
class StepRow extends Div {

    private final Checkbox box = new Checkbox();
    private final Div words = new Div();
    private final Span done = new Span();
    private boolean showing;

    StepRow(String html, Consumer<Boolean> onTick) {
        addClassName("step");
        var text = SanitizedHtml.inline(html);
        text.addClassName("step-text");
        text.setId("step-" + UUID.randomUUID());
        box.setAriaLabelledBy(text.getId().orElseThrow());
        box.setReadOnly(true);
        box.addValueChangeListener(change -> {
            if (!showing) {
                onTick.accept(change.getValue());
            }
        });
        done.addClassName("secondary");
        words.addClassName("step-words");
        words.add(box, text);
        add(words);
    }

    void allowTicks() {
        box.setReadOnly(false);
    }

    void setTick(@Nullable StepTick tick) {
        showing = true;
        box.setValue(tick != null);
        showing = false;
        setClassName("done", tick != null);
        done.removeAll();
        done.removeFromParent();
        if (tick != null) {
            done.add(new Span(tick.who() + " · "), new RelativeTime(tick.at()));
            words.add(done);
        }
    }
}
