package dev.vigia.overview.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.overview.signals.ServiceSignals;
import dev.vigia.overview.signals.SignalReport;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The signals of one service, and above them in a sentence how it does.
class ServiceCard extends Section {

    private final Div verdict = new Div();
    private final RelativeTime asked = new RelativeTime(null);
    private final Paragraph failure = new Paragraph();
    private final Map<Signal, SignalTile> tiles = new EnumMap<>(Signal.class);

    /// @param runbooks the address of a document, by its name; null if there is none
    ServiceCard(ServiceSignals first, Function<String, @Nullable String> runbooks) {
        var key = first.project().key().value();
        var name = first.project().name();
        addClassNames("card", "service");
        setId(OverviewNavigation.signalsOf(key));
        var title = new H3(name);
        title.setId("service-" + key);
        getElement().setAttribute("aria-labelledby", "service-" + key);
        verdict.addClassName("badges");
        var when = new Span(new Span("Prometheus answered "), asked);
        when.addClassName("secondary");
        var head = new Div(title, verdict);
        if (first.caveat() != null) {
            var caveat = new Span(first.caveat());
            caveat.addClassName("caveat");
            head.add(caveat);
        }
        head.add(when);
        head.addClassName("service-head");
        failure.addClassName("service-failure");
        failure.getElement().setAttribute("role", "status");
        var list = new UnorderedList();
        list.addClassName("signals");
        for (var report : first.reports()) {
            var rule = report.rule();
            var tile = new SignalTile(
                    report,
                    name,
                    rule.runbook() == null ? null : runbooks.apply(rule.runbook()),
                    graph(first.signals(), rule));
            tiles.put(rule.signal(), tile);
            list.add(tile);
        }
        add(head, failure, list);
        update(first);
    }

    void update(ServiceSignals now) {
        asked.setTime(now.askedAt());
        failure.setVisible(now.failure() != null);
        failure.setText(now.failure() == null ? "" : now.failure() + " The numbers below are old.");
        verdict.removeAll();
        verdict.add(new StatusBadge(SignalWords.tone(now.worst()), sentence(now)));
        now.reports().forEach(report -> {
            var tile = tiles.get(report.rule().signal());
            if (tile != null) {
                tile.update(report, now.failure() != null);
            }
        });
    }

    private static String sentence(ServiceSignals now) {
        var worst = now.in(now.worst());
        return switch (now.worst()) {
            case ALERT -> said(worst);
            case OFF_TARGET -> "Off target: " + said(worst);
            case UNKNOWN -> worst.size() + " of " + now.reports().size() + " unknown";
            case GOOD, WATCHED -> "All " + now.reports().size() + " in order";
        };
    }

    private static String said(List<SignalReport> reports) {
        return reports.stream().map(SignalWords::said).collect(Collectors.joining(", "));
    }

    private static @Nullable String graph(Signals signals, Signals.Rule rule) {
        var browser = signals.prometheus().browserUrl();
        return browser == null
                ? null
                : browser.replaceAll("/+$", "") + "/graph?g0.tab=0&g0.range_input=3h&g0.expr="
                        + URLEncoder.encode(rule.query(), StandardCharsets.UTF_8);
    }
}
