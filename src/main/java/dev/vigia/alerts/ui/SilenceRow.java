package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.vigia.alerts.Silence;
import dev.vigia.alerts.SilenceBoard;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One silence: what it matches, until when, who made it and why; and what it hides now.
class SilenceRow extends Div {

    private static final List<Duration> EXTENSIONS =
            List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1), Duration.ofDays(7));

    SilenceRow(SilenceBoard.Listed listed, BiConsumer<Silence, Duration> onExtend, Consumer<Silence> onExpire) {
        var silence = listed.silence();
        addClassName("silence");
        setClassName("over", silence.isOver());
        var top = new Div(badge(silence), matchers(silence));
        top.addClassName("silence-top");
        var why = new Paragraph(silence.comment());
        why.addClassName("silence-why");
        var facts = new Div();
        facts.addClassName("secondary");
        facts.add(new Span(silence.createdBy() + " · "));
        switch (silence.phase()) {
            case ACTIVE -> facts.add(new Span("ends "), new RelativeTime(silence.endsAt()));
            case PENDING -> facts.add(new Span("begins "), new RelativeTime(silence.startsAt()));
            case EXPIRED -> facts.add(new Span("ended "), new RelativeTime(silence.endsAt()));
        }
        if (!silence.isOver()) {
            facts.add(new Span(" · "), hides(listed));
        }
        add(new Div(top, why, facts));
        if (!silence.isOver()) {
            add(actions(silence, onExtend, onExpire));
        }
    }

    private static StatusBadge badge(Silence silence) {
        return switch (silence.phase()) {
            case ACTIVE -> new StatusBadge(Tone.NEUTRAL, "Active");
            case PENDING -> new StatusBadge(Tone.NEUTRAL, "To come");
            case EXPIRED -> new StatusBadge(Tone.NEUTRAL, "Over");
        };
    }

    private static Div matchers(Silence silence) {
        var matchers = new Div();
        matchers.addClassNames("silence-matchers", "mono");
        silence.matchers().all().forEach(matcher -> matchers.add(new Span(matcher.text())));
        return matchers;
    }

    private static Anchor hides(SilenceBoard.Listed listed) {
        var hides = listed.hides();
        return new Anchor(
                AlertNavigation.toAll(listed.silence().matchers()),
                hides == 0 ? "hides nothing now" : hides == 1 ? "hides 1 alert" : "hides " + hides + " alerts");
    }

    private static Div actions(Silence silence, BiConsumer<Silence, Duration> onExtend, Consumer<Silence> onExpire) {
        var extend = new MenuBar();
        extend.addThemeNames("tertiary");
        var menu = extend.addItem("Extend").getSubMenu();
        EXTENSIONS.forEach(by -> menu.addItem("By " + AlertWords.duration(by), click -> onExtend.accept(silence, by)));
        var end = new Button(
                "End",
                click -> Ask.with(
                        "End it",
                        new Paragraph("From now on people are told again of what matches "
                                + silence.matchers().text() + "."),
                        () -> onExpire.accept(silence)));
        var actions = new Div(extend, end);
        actions.addClassName("silence-actions");
        return actions;
    }
}
