package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.vigia.alerts.AlertStatistics;
import dev.vigia.alerts.AlertStatistics.Report;
import dev.vigia.alerts.Severity;
import dev.vigia.alerts.StatisticsCsv;
import dev.vigia.platform.ui.Background;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import jakarta.annotation.security.PermitAll;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many alerts there were, how fast they were cared for, and which are noise. What it is of is in the address.
@Route(AlertNavigation.STATISTICS)
@PageTitle("Alert statistics – Vigía")
@PermitAll
class AlertStatisticsView extends Div implements AfterNavigationObserver {

    private final AlertStatistics statistics;
    private final Map<Integer, Chip> periods = new LinkedHashMap<>();
    private final Select<ProjectKey> project = new Select<>();
    private final Select<Severity> severity = new Select<>();
    private final Div page = new Div();
    private StatisticsState state = new StatisticsState(StatisticsState.PERIODS.getFirst(), null, null);
    private boolean choosing;

    AlertStatisticsView(AlertStatistics statistics, Projects projects) {
        this.statistics = statistics;
        addClassNames("screen", "statistics");
        var bar = new ScreenBar("Alert statistics").before(AlertNavigation.back());
        for (int days : StatisticsState.PERIODS) {
            var chip = new Chip(days == 365 ? "1 year" : days + " days", () -> go(state.withDays(days)));
            periods.put(days, chip);
            bar.chips(chip);
        }
        choice(project, "All projects");
        project.setItems(projects.all().stream().map(Project::key).toList());
        project.addValueChangeListener(change -> chosen(state.withProject(change.getValue())));
        choice(severity, "All severities");
        severity.setItems(Severity.CRITICAL, Severity.WARNING, Severity.INFO, Severity.NONE);
        severity.setItemLabelGenerator(one -> one == null ? "All severities" : AlertWords.severity(one));
        severity.addValueChangeListener(change -> chosen(state.withSeverity(change.getValue())));
        bar.tools(project, severity, export());
        page.addClassName("page");
        add(bar, page);
    }

    private static void choice(Select<?> select, String all) {
        select.addClassName("filter-select");
        select.setAriaLabel(all);
        select.setPlaceholder(all);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(all);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        state = StatisticsState.parse(event.getLocation().getQueryParameters());
        choosing = true;
        periods.forEach((days, chip) -> chip.setSelected(days == state.days()));
        project.setValue(state.project());
        severity.setValue(state.severity());
        choosing = false;
        count();
    }

    /// A year of a busy Alertmanager takes seconds: what was shown stays until then.
    private void count() {
        var asked = state;
        if (page.getChildren().findAny().isEmpty()) {
            page.add(new Paragraph("Counting…"));
        }
        busy(true);
        Background.run(
                this,
                () -> statistics.report(asked.question()),
                report -> {
                    // Whoever chose something else meanwhile waits for that.
                    if (asked.equals(state)) {
                        busy(false);
                        show(report);
                    }
                },
                e -> {
                    busy(false);
                    page.removeAll();
                    page.add(new EmptyState(
                            "It could not be counted", "The database does not answer. Try again later."));
                });
    }

    private void busy(boolean counting) {
        page.getElement().setAttribute("aria-busy", String.valueOf(counting));
    }

    private void chosen(StatisticsState next) {
        if (!choosing) {
            go(next);
        }
    }

    private static void go(StatisticsState next) {
        AlertNavigation.to(next);
    }

    private void show(Report report) {
        page.removeAll();
        if (report.recordedSince() == null) {
            page.add(new EmptyState(
                    "No alert was ever recorded", "The numbers begin with the first alert that is delivered here."));
            return;
        }
        page.add(new StatisticsTiles(report.all(), report.days()), new DayChart(report.days()));
        if (report.recordedSince().isAfter(report.from())) {
            var since = new Paragraph("Alerts are recorded since "
                    + LocalDate.ofInstant(report.recordedSince(), ZoneOffset.UTC)
                    + "; of the time before nothing is known.");
            since.addClassName("secondary");
            page.add(since);
        }
        if (report.all().episodes() > 0) {
            page.add(new H2("Noisiest"), new NumbersTable("Alert", report.noisiest(), AlertStatisticsView::alert));
            page.add(
                    new H2("By project"),
                    new NumbersTable("Project", report.byProject(), AlertStatisticsView::project),
                    new H2("By severity"),
                    new NumbersTable("Severity", report.bySeverity(), one -> new Span(AlertWords.severity(one))));
        }
    }

    private static Component alert(String name) {
        return new Anchor(AlertNavigation.toAllNamed(name), name);
    }

    private static Component project(String key) {
        var name = new Span(key.isEmpty() ? "no project" : key);
        name.setClassName("quiet", key.isEmpty());
        return name;
    }

    private Anchor export() {
        var anchor = new Anchor(
                (DownloadHandler) event -> {
                    event.setFileName("alert-statistics.csv");
                    event.setContentType("text/csv; charset=utf-8");
                    var out = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8);
                    StatisticsCsv.write(statistics.report(state.question()), out);
                },
                "Export");
        anchor.addClassName("button-link");
        anchor.getElement().setAttribute("download", "alert-statistics.csv");
        anchor.setTitle("These numbers, as CSV");
        return anchor;
    }
}
