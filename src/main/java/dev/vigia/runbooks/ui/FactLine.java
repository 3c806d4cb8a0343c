package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.StatusIcon;
import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.LiveAnswer;
import org.jspecify.annotations.Nullable;

/// What Vigía knows about a question of the runbook, as of now.
class FactLine extends Div {

    /// @param answer null if nobody here knows
    FactLine(Block.Fact fact, @Nullable LiveAnswer answer) {
        addClassName("fact-line");
        if (answer == null) {
            var question = new Code(fact.source());
            var words = new Span(new Span("Vigía is asked here: "), question);
            words.addClassName("secondary");
            add(words);
            return;
        }
        var tone = tone(answer.outcome());
        addClassName(tone.css());
        setTitle(fact.source());
        add(StatusIcon.decorative(tone), new Span(answer.sentence()));
        if (answer.link() != null) {
            var link = new Anchor(answer.link(), "Look");
            link.getElement().setAttribute("aria-label", "Look: " + answer.sentence());
            add(link);
        }
    }

    private static Tone tone(LiveAnswer.Outcome outcome) {
        return switch (outcome) {
            case GOOD -> Tone.OK;
            case DOUBTFUL -> Tone.WARN;
            case BAD -> Tone.BAD;
            case UNKNOWN -> Tone.UNKNOWN;
            case NEUTRAL -> Tone.NEUTRAL;
        };
    }
}
