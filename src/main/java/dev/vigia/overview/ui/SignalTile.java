package dev.vigia.overview.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.vigia.overview.signals.SignalReport;
import dev.vigia.overview.signals.SignalReport.State;
import dev.vigia.platform.ui.OutLink;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusIcon;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One signal of one service. It is updated in place, so that a link keeps the focus.
class SignalTile extends ListItem {

    private static final List<String> TONES = Stream.of(State.values())
            .map(state -> SignalWords.tone(state).css())
            .toList();

    private final Span state = new Span();
    private final Span number = new Span();
    private final RelativeTime age = new RelativeTime(null);
    private final SignalTrend trend = new SignalTrend();
    private final Paragraph reason = new Paragraph();
    private final Anchor toRunbook = new Anchor("", "Runbook");

    /// @param runbook where it is; null if there is none
    /// @param graph where Prometheus draws it; null if nobody said where a browser finds that
    SignalTile(SignalReport first, String service, @Nullable String runbook, @Nullable String graph) {
        var title = SignalWords.title(first.rule().signal());
        addClassName("signal");
        getElement().setAttribute("data-signal", first.rule().signal().text());
        var name = new H4(title);
        state.addClassName("signal-state");
        var head = new Div(name, state);
        head.addClassName("signal-head");
        number.addClassName("signal-number");
        var body = new Div(number, trend);
        body.addClassName("signal-body");
        var limits = new Span(SignalWords.limits(first.rule()));
        limits.addClassName("signal-limits");
        reason.addClassName("signal-reason");
        var links = new Span();
        links.addClassName("signal-links");
        if (runbook != null) {
            toRunbook.setHref(runbook);
            toRunbook.getElement().setAttribute("aria-label", "Runbook for " + title + " of " + service);
            links.add(toRunbook);
        }
        OutLink.to(graph, "Graph").ifPresent(link -> {
            link.getElement().setAttribute("aria-label", "Graph of " + title + " of " + service + " in Prometheus");
            links.add(link);
        });
        var foot = new Div(age, links);
        foot.addClassName("signal-foot");
        add(head, body, limits, reason, foot);
    }

    /// @param failed the whole service cannot be asked, which is said above all its signals
    void update(SignalReport report, boolean failed) {
        var tone = SignalWords.tone(report.state());
        removeClassNames(TONES.toArray(String[]::new));
        addClassName(tone.css());
        state.removeAll();
        state.add(StatusIcon.decorative(tone), new Span(SignalWords.state(report.state())));
        var unknown = report.state() == State.UNKNOWN;
        number.setText(SignalWords.number(report.rule().signal(), report.number()));
        number.setClassName("old", unknown);
        age.setTime(report.at());
        age.setVisible(report.at() != null);
        trend.show(report);
        var own = unknown && !failed;
        reason.setText(own ? Objects.requireNonNull(report.reason()) : "");
        reason.setVisible(own);
        // Where all is well it would only be in the way.
        toRunbook.setVisible(report.state() != State.GOOD && report.state() != State.WATCHED);
    }
}
