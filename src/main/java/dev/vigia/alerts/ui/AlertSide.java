package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeReport;
import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import dev.vigia.platform.ui.OutLink;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.runbooks.ui.MarkdownText;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// How it came about, what people said, what it is about, and where else to look.
class AlertSide extends Aside {

    private static final int LONGEST_COMMENT = 20_000;

    private final AlertActs acts;
    private final BiConsumer<String, String> onLabel;
    private final TextArea comment = new TextArea();
    private final Div facts = new Div();
    private final OrderedList timeline = new OrderedList();
    private @Nullable Episode episode;

    /// @param onLabel told a label's name and value that the list is to be filtered by
    AlertSide(AlertActs acts, BiConsumer<String, String> onLabel) {
        this.acts = acts;
        this.onLabel = onLabel;
        addClassName("alert-side");
        getElement().setAttribute("aria-label", "Timeline and labels");
        timeline.addClassName("alert-timeline");
        comment.setPlaceholder("Comment, in markdown");
        comment.setAriaLabel("Comment");
        comment.setMaxLength(LONGEST_COMMENT);
        comment.setWidthFull();
        comment.getElement().setAttribute("data-hotkey", "c");
        comment.getElement().setAttribute("data-hotkey-name", "Comment");
        var send = new Button("Comment", click -> send());
        add(new H3("Timeline"), timeline, comment, send, facts);
    }

    void show(EpisodeReport report, boolean same) {
        episode = report.episode();
        if (!same) {
            comment.clear();
        }
        timeline.removeAll();
        report.timeline().reversed().forEach(entry -> timeline.add(line(entry)));
        facts.removeAll();
        labels(report.episode());
        annotations(report.episode());
        elsewhere(report.episode());
        earlier(report);
    }

    private void send() {
        if (episode != null && !comment.getValue().isBlank()) {
            acts.comment(episode, comment.getValue().strip());
            comment.clear();
        }
    }

    private static ListItem line(TimelineEntry entry) {
        var line = new ListItem(new RelativeTime(entry.at()), new Span(" " + AlertWords.happened(entry)));
        if (entry.kind() == Kind.COMMENTED) {
            var text = new MarkdownText(entry.detail());
            text.addClassName("comment");
            line.add(text);
        }
        return line;
    }

    private void labels(Episode episode) {
        var list = new UnorderedList();
        list.addClassName("alert-labels");
        episode.labels().forEach((name, value) -> {
            var label = new NativeButton(name + "=" + value, click -> onLabel.accept(name, value));
            label.addClassNames("link-button", "mono");
            label.setTitle("Show only alerts with " + name + "=" + value);
            list.add(new ListItem(label));
        });
        facts.add(new H3("Labels"), list);
    }

    private void annotations(Episode episode) {
        var list = new UnorderedList();
        list.addClassName("alert-annotations");
        episode.annotations().forEach((name, value) -> {
            if (!value.equals(episode.sentence())) {
                var item = new ListItem(AlertDetail.quiet(name + ": "));
                OutLink.to(value, value).ifPresentOrElse(item::add, () -> item.add(new Span(value)));
                list.add(item);
            }
        });
        if (list.getChildren().findAny().isPresent()) {
            facts.add(new H3("Annotations"), list);
        }
    }

    private void elsewhere(Episode episode) {
        var links = new Div();
        links.addClassName("links");
        OutLink.to(episode.generatorUrl(), "Graph in Prometheus").ifPresent(links::add);
        if (links.getChildren().findAny().isPresent()) {
            facts.add(new H3("Elsewhere"), links);
        }
    }

    private void earlier(EpisodeReport report) {
        if (report.earlier().isEmpty()) {
            return;
        }
        var list = new UnorderedList();
        list.addClassName("alert-earlier");
        for (Episode each : report.earlier()) {
            var link = new Anchor(AlertNavigation.toEpisode(each.id()), new RelativeTime(each.startsAt()));
            var item = new ListItem(link);
            if (each.endsAt() != null) {
                item.add(AlertDetail.quiet(
                        " for " + AlertWords.duration(Duration.between(each.startsAt(), each.endsAt()))));
            }
            list.add(item);
        }
        facts.add(new H3("Earlier"), list);
    }
}
