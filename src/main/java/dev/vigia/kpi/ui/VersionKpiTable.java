package dev.vigia.kpi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.ui.VersionPart;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.kpi.Sample;
import dev.vigia.kpi.VersionKpis;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.Kpi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/// On the page of a version: its KPIs beside those of the baseline it was held against.
@Order(1)
@org.springframework.stereotype.Component
class VersionKpiTable implements VersionPart {

    private final KpiHistory history;

    VersionKpiTable(KpiHistory history) {
        this.history = history;
    }

    @Override
    public String title() {
        return "KPIs";
    }

    @Override
    public boolean concerns(String topic) {
        return topic.startsWith("kpis/");
    }

    @Override
    public Optional<Component> of(IntegrityRow row) {
        var versions = history.versions(row.project());
        return versions.stream()
                .filter(version ->
                        version.tag().equals(row.tag()) && !version.values().isEmpty())
                .findFirst()
                .map(version -> table(row, version, baseline(version, versions)));
    }

    private static @Nullable VersionKpis baseline(VersionKpis version, List<VersionKpis> versions) {
        var answer = version.answer();
        return answer == null
                ? null
                : versions.stream()
                        .filter(each -> each.tag().value().equals(answer.baseline()))
                        .findFirst()
                        .orElse(null);
    }

    private Component table(IntegrityRow row, VersionKpis version, @Nullable VersionKpis baseline) {
        var table = new RowTable(
                "KPI",
                baseline == null
                        ? List.of("Here", "Limit")
                        : List.of("Here", baseline.tag().value(), "Change", "Limit"));
        var base = baseline == null ? Map.<String, Sample>of() : baseline.values();
        for (KpiStatus status : history.status(row.project())) {
            var sample = version.values().get(status.kpi().name());
            if (sample != null) {
                var name = status.kpi().name();
                table.row(
                        new Anchor(KpiNavigation.toKpi(row.project(), name), KpiWords.title(name)),
                        cells(status.kpi(), sample, base.get(name), version, baseline != null));
            }
        }
        return table;
    }

    private static List<Component> cells(
            Kpi kpi, Sample sample, @Nullable Sample base, VersionKpis version, boolean compared) {
        var cells = new ArrayList<Component>();
        cells.add(figure(KpiWords.value(kpi, sample.value())));
        if (compared) {
            cells.add(figure(base == null ? "–" : KpiWords.value(kpi, base.value())));
            cells.add(figure(KpiWords.delta(sample.delta(base))));
        }
        cells.add(limit(kpi, sample, base, version));
        return cells;
    }

    /// A limit that could not be told is not one that was kept.
    private static Component limit(Kpi kpi, Sample sample, @Nullable Sample base, VersionKpis version) {
        if (version.isBreached(kpi.name())) {
            return new StatusBadge(Tone.WARN, "Beyond its limit");
        }
        if (kpi.thresholds().isEmpty()) {
            return new Span("no limit");
        }
        var against = sample.comparable(base);
        return kpi.thresholds().stream().anyMatch(threshold -> KpiStatus.limit(threshold, against) != null)
                ? new StatusBadge(Tone.OK, "Within")
                : new StatusBadge(Tone.NEUTRAL, "No baseline");
    }

    private static Span figure(String text) {
        var figure = new Span(text);
        figure.addClassName("num");
        return figure;
    }
}
