package dev.vigia.kpi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.ui.VersionPart;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.kpi.Sample;
import dev.vigia.kpi.VersionKpis;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
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
        var table = new NativeTable();
        table.addClassName("facts");
        var head = new NativeTableRow();
        head.add(head("KPI"), head("Here"));
        if (baseline != null) {
            head.add(head(baseline.tag().value()), head("Change"));
        }
        head.add(head(""));
        table.add(head);
        var base = baseline == null ? Map.<String, Sample>of() : baseline.values();
        for (KpiStatus status : history.status(row.project())) {
            var sample = version.values().get(status.kpi().name());
            if (sample != null) {
                table.add(line(row, status, sample, base.get(status.kpi().name()), version, baseline != null));
            }
        }
        var card = new Div(table);
        card.addClassNames("card", "version-kpis");
        return card;
    }

    private static NativeTableRow line(
            IntegrityRow row,
            KpiStatus status,
            Sample sample,
            @Nullable Sample base,
            VersionKpis version,
            boolean compared) {
        var kpi = status.kpi();
        var line = new NativeTableRow();
        line.add(new NativeTableCell(new Anchor(KpiNavigation.toKpi(row.project(), kpi.name()), KpiWords.title(kpi))));
        line.add(figure(KpiWords.value(kpi, sample.value())));
        if (compared) {
            line.add(figure(base == null ? "–" : KpiWords.value(kpi, base.value())));
            line.add(figure(KpiWords.delta(sample.delta(base))));
        }
        var badge = version.isBreached(kpi.name())
                ? new StatusBadge(Tone.WARN, "beyond its limit")
                : kpi.thresholds().isEmpty() ? new Span("no limit") : new Span();
        line.add(new NativeTableCell(badge));
        return line;
    }

    private static NativeTableHeaderCell head(String text) {
        return new NativeTableHeaderCell(text);
    }

    private static NativeTableCell figure(String text) {
        var figure = new Span(text);
        figure.addClassName("num");
        return new NativeTableCell(figure);
    }
}
