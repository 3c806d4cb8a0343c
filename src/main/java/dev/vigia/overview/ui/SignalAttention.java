package dev.vigia.overview.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.vigia.overview.signals.GoldenSignals;
import dev.vigia.overview.signals.ServiceSignals;
import dev.vigia.overview.signals.SignalReport;
import dev.vigia.overview.signals.SignalReport.State;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/// Services whose signals are beyond the limit from which somebody has to act, and how each project's does.
@Order(8)
@org.springframework.stereotype.Component
class SignalAttention implements Attention, ProjectColumn {

    /// Said where nothing is wrong.
    private static final Set<Signal> ALWAYS = Set.of(Signal.LATENCY_P99, Signal.ERRORS);

    private final GoldenSignals signals;
    private final Projects projects;

    SignalAttention(GoldenSignals signals, Projects projects) {
        this.signals = signals;
        this.projects = projects;
    }

    @Override
    public List<Need> needs() {
        return signals.all().stream()
                .filter(service -> service.worst() == State.ALERT)
                .map(SignalAttention::need)
                .toList();
    }

    private static Need need(ServiceSignals service) {
        var beyond = service.in(State.ALERT);
        return new Need(
                Tone.BAD,
                "Signal",
                service.project().name() + ": "
                        + beyond.stream().map(SignalWords::said).collect(Collectors.joining(", ")),
                beyond.stream()
                                .map(report -> SignalWords.limits(report.rule()))
                                .distinct()
                                .collect(Collectors.joining(" · "))
                        + (service.caveat() == null ? "" : " · " + service.caveat()),
                null,
                "See signals",
                OverviewNavigation.toSignals(service.project().key().value()));
    }

    @Override
    public @Nullable Instant quietSince() {
        return null;
    }

    @Override
    public String title() {
        return "Golden signals";
    }

    @Override
    public Component cell(String project) {
        var service = projects.find(new ProjectKey(project)).flatMap(signals::of);
        var cell = new Span();
        cell.addClassName("badges");
        if (service.isEmpty()) {
            cell.add(new Span("none"));
            return cell;
        }
        var reports = service.get().reports();
        reports.stream()
                .filter(report -> isBad(report) || ALWAYS.contains(report.rule().signal()))
                .filter(report -> report.state() != State.UNKNOWN)
                .forEach(report -> cell.add(new Anchor(
                        OverviewNavigation.toSignals(project),
                        new StatusBadge(
                                SignalWords.tone(report.state()),
                                SignalWords.brief(report.rule().signal()) + " "
                                        + SignalWords.number(report.rule().signal(), report.number())))));
        var unknown = service.get().in(State.UNKNOWN).size();
        if (unknown > 0) {
            cell.add(new Anchor(
                    OverviewNavigation.toSignals(project), new StatusBadge(Tone.UNKNOWN, unknown + " unknown")));
        }
        return cell;
    }

    private static boolean isBad(SignalReport report) {
        return report.state() == State.ALERT || report.state() == State.OFF_TARGET;
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(GoldenSignals.TOPIC) || topic.equals("sources");
    }
}
