package dev.vigia.overview.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.Attention.Need;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.StatusIcon;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.projects.ui.FirstProject;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// The landing page: first what needs a person now, each as a sentence with one button; then a row a project.
@Route(OverviewNavigation.PATH)
@Menu(title = "Overview", order = 10, icon = "overview")
@PageTitle("Overview – Vigía")
@PermitAll
class OverviewView extends Div {

    private final Projects projects;
    private final List<Attention> attentions;
    private final List<ProjectColumn> columns;
    private final Div top = new Div();
    private final @Nullable SignalPanel signals;
    private List<Need> shown = List.of();

    OverviewView(
            Projects projects,
            ObjectProvider<Attention> attentions,
            ObjectProvider<ProjectColumn> columns,
            ObjectProvider<SignalPanel> signals,
            ChangeTicker ticker) {
        this.projects = projects;
        this.attentions = attentions.orderedStream().toList();
        this.columns = columns.orderedStream().toList();
        addClassNames("screen", "overview");
        this.signals = signals.getIfAvailable();
        top.addClassName("overview-top");
        var page = new Div(top);
        if (this.signals != null) {
            page.add(this.signals);
        }
        page.addClassName("page");
        add(new ScreenBar("Overview"), page);
        LiveUpdates.on(this, ticker, this::concerns, this::fill);
        fill();
    }

    private boolean concerns(String topic) {
        return attentions.stream().anyMatch(each -> each.concerns(topic))
                || columns.stream().anyMatch(each -> each.concerns(topic));
    }

    private void fill() {
        shown = attentions.stream()
                .flatMap(each -> each.needs().stream())
                .sorted(Comparator.comparing(Need::tone))
                .toList();
        if (signals != null) {
            signals.refresh();
        }
        top.removeAll();
        if (projects.all().isEmpty() && shown.isEmpty()) {
            top.add(FirstProject.gives("Vigía says here what needs a person, in any of the projects it watches."));
            return;
        }
        top.add(heading(), needs());
        if (!projects.all().isEmpty()) {
            top.add(new H2("Projects"), table());
        }
    }

    private H2 heading() {
        return new H2(
                switch (shown.size()) {
                    case 0 -> "Nothing needs anyone";
                    case 1 -> "One thing needs someone";
                    default -> shown.size() + " things need someone";
                });
    }

    private Div needs() {
        var card = new Div();
        card.addClassNames("card", "needs");
        if (shown.isEmpty()) {
            card.add(quiet());
            return card;
        }
        var list = new UnorderedList();
        shown.forEach(need -> list.add(line(need)));
        card.add(list);
        return card;
    }

    private static ListItem line(Need need) {
        var title = new Div(need.title());
        title.addClassName("need-title");
        var detail = new Paragraph(need.detail());
        detail.addClassName("secondary");
        if (need.since() != null) {
            detail.add(new Span(need.detail().isEmpty() ? "" : " · "), new RelativeTime(need.since()));
        }
        var words = new Div(title, detail);
        words.addClassName("need-words");
        var go = new Anchor(need.address(), need.action());
        go.addClassName("button-link");
        go.getElement().setAttribute("aria-label", need.action() + ": " + need.title());
        return new ListItem(new StatusBadge(need.tone(), need.word()), words, go);
    }

    private Paragraph quiet() {
        var since = attentions.stream()
                .map(Attention::quietSince)
                .filter(Objects::nonNull)
                .max(Comparator.<Instant>naturalOrder());
        var line = new Paragraph();
        line.addClassName("quiet-line");
        line.add(
                new StatusIcon(Tone.OK, "In order"),
                new Span("Nothing fires, nothing is broken, every source answers"));
        since.ifPresent(at -> line.add(new Span(" · quiet since "), new RelativeTime(at)));
        return line;
    }

    private RowTable table() {
        var table = new RowTable(
                "Project", columns.stream().map(ProjectColumn::title).toList());
        for (Project project : projects.all()) {
            var name = new Span(project.name());
            name.setTitle(project.key().value());
            table.row(
                    name,
                    columns.stream()
                            .map(column -> column.cell(project.key().value()))
                            .toList());
        }
        return table;
    }
}
