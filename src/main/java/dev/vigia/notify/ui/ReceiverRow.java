package dev.vigia.notify.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.notify.Answer;
import dev.vigia.notify.ReceiverStatus;
import dev.vigia.notify.Rule;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One receiver: how it does, when it is told, and what a test brought. Updated in place, so that a button keeps the
/// focus.
class ReceiverRow extends ListItem {

    private final Div badges = new Div();
    private final Span facts = new Span();
    private final Div failure = new Div();
    private final Div tested = new Div();
    private final Button test;
    private final Button resend;

    /// @param acts null for those who may only look
    ReceiverRow(ReceiverStatus first, List<Rule> rules, @Nullable Acts acts) {
        addClassNames("source", "receiver");
        var kind = new Span(first.kind().title());
        kind.addClassName("secondary");
        var place = new Span(first.place());
        place.addClassNames("mono", "source-location");
        var what = new Div(new Div(new H3(first.name()), kind), place);
        what.addClassName("source-what");

        badges.addClassName("source-badges");
        facts.addClassName("secondary");
        failure.addClassName("source-failure");
        tested.addClassName("receiver-tested");
        tested.getElement().setAttribute("role", "status");
        var state = new Div(new Div(badges, facts), failure, rules(rules), tested);
        state.addClassName("source-state");

        test = new Button("Test", click -> acts(acts).test(first.name()));
        test.setAriaLabel("Test " + first.name());
        resend = new Button("Resend", click -> acts(acts).resendAll(first.name()));
        resend.addThemeNames("tertiary");
        var actions = new Div(test, resend);
        actions.addClassName("source-actions");
        actions.setVisible(acts != null);
        add(what, state, actions);
        update(first);
    }

    /// What an administrator may do.
    interface Acts {
        void test(String receiver);

        void resendAll(String receiver);
    }

    private static Acts acts(@Nullable Acts acts) {
        if (acts == null) {
            throw new IllegalStateException("Only administrators see the buttons");
        }
        return acts;
    }

    final void update(ReceiverStatus now) {
        badges.removeAll();
        badges.add(new StatusBadge(NotifyWords.tone(now), NotifyWords.state(now)));
        facts.removeAll();
        if (now.lastSentAt() != null) {
            facts.add(new Span("last told "), new RelativeTime(now.lastSentAt()));
        }
        if (now.waiting() > 0) {
            facts.add(
                    new Span((now.lastSentAt() == null ? "" : " · ") + NotifyWords.events(now.waiting()) + " waiting"));
        }
        fail(now);
        resend.setVisible(now.dead() > 0);
        resend.setText("Resend " + now.dead());
        resend.setAriaLabel("Resend " + NotifyWords.events(now.dead()) + " to " + now.name());
    }

    private void fail(ReceiverStatus now) {
        failure.removeAll();
        failure.setVisible(now.isFailing());
        if (now.isFailing()) {
            var when = new Div(new Span("since "), new RelativeTime(now.failingSince()));
            when.addClassName("secondary");
            if (now.waiting() > 0 && now.nextTryAt() != null) {
                when.add(new Span(" · next try "), new RelativeTime(now.nextTryAt()));
            }
            if (now.dead() > 0) {
                when.add(new Span(" · " + NotifyWords.events(now.dead()) + " given up"));
            }
            failure.add(new Paragraph(now.error() == null ? "It could not be told." : now.error()), when);
        }
    }

    private static Div rules(List<Rule> rules) {
        var list = new UnorderedList();
        rules.forEach(rule -> list.add(new ListItem(NotifyWords.rule(rule))));
        var all = new Div(rules.isEmpty() ? new Paragraph("No rule names it: it is told nothing.") : list);
        all.addClassName("receiver-rules");
        return all;
    }

    void testing() {
        test.setEnabled(false);
        tested.setText("Telling it that this is a test …");
    }

    void tested(Answer answer) {
        test.setEnabled(true);
        tested.removeAll();
        tested.add(new StatusBadge(NotifyWords.tone(answer), NotifyWords.outcome(answer)), new Span(answer.words()));
    }

    void testFailed() {
        test.setEnabled(true);
        tested.setText("The test did not work; Vigía’s log has the details.");
    }
}
