package dev.vigia.kpi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.vigia.kpi.KpiBreach;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.NavigationCount;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/// KPIs beyond their limits, on the overview and in the navigation.
@Order(7)
@org.springframework.stereotype.Component
class KpiAttention implements Attention, ProjectColumn, NavigationCount {

    private final KpiHistory history;
    private final Projects projects;

    KpiAttention(KpiHistory history, Projects projects) {
        this.history = history;
        this.projects = projects;
    }

    @Override
    public List<Need> needs() {
        return breaches().stream()
                .map(breach -> new Need(
                        KpiWords.tone(breach),
                        KpiWords.title(breach.kpi()),
                        breach.sentence(),
                        breach.version() == null ? "" : "since version " + breach.version(),
                        breach.openedAt(),
                        "See chart",
                        KpiNavigation.toKpi(breach.project(), breach.kpi())))
                .toList();
    }

    private List<KpiBreach> breaches() {
        return history.openBreaches().stream()
                .filter(breach -> projects.find(breach.project()).isPresent())
                .toList();
    }

    @Override
    public @Nullable Instant quietSince() {
        return null;
    }

    @Override
    public String title() {
        return "KPIs";
    }

    @Override
    public Component cell(String project) {
        var key = new ProjectKey(project);
        var cell = new Span();
        cell.addClassName("badges");
        var breaches = history.openBreaches(key);
        breaches.forEach(breach -> cell.add(new Anchor(
                KpiNavigation.toKpi(key, breach.kpi()),
                new StatusBadge(KpiWords.tone(breach), KpiWords.title(breach.kpi())))));
        if (breaches.isEmpty()) {
            var held = history.status(key).stream()
                    .filter(status -> status.state() == KpiStatus.State.WITHIN)
                    .count();
            cell.add(held == 0 ? new Span("no value with a limit") : new StatusBadge(Tone.OK, held + " within"));
        }
        return cell;
    }

    @Override
    public Class<KpisView> view() {
        return KpisView.class;
    }

    @Override
    public Count count() {
        var breaches = breaches();
        return new Count(
                breaches.size(),
                breaches.stream().map(KpiWords::tone).anyMatch(Tone.BAD::equals) ? Tone.BAD : Tone.WARN,
                breaches.size() == 1 ? "1 KPI is beyond its limit" : breaches.size() + " KPIs are beyond their limits");
    }

    @Override
    public boolean concerns(String topic) {
        return topic.startsWith(KpiHistory.TOPICS);
    }
}
