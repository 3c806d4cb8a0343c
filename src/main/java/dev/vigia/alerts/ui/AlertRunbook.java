package dev.vigia.alerts.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeReport;
import dev.vigia.platform.ui.OutLink;
import dev.vigia.platform.ui.Snippet;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.Runbook;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import dev.vigia.runbooks.ui.RunbookNavigation;
import dev.vigia.runbooks.ui.RunbookView;
import dev.vigia.runbooks.ui.StepTick;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// The runbook that an alert means, as a checklist; or what there is instead of one.
class AlertRunbook extends Div {

    private final RunbookLibrary library;
    private final AlertActs acts;
    private final Span progress = new Span();
    private @Nullable RunbookMatch shown;
    private @Nullable RunbookView view;

    AlertRunbook(RunbookLibrary library, AlertActs acts) {
        this.library = library;
        this.acts = acts;
        progress.addClassName("secondary");
    }

    /// @param same whether it is the alert that is shown already: then only the ticks may differ
    void show(EpisodeReport report, boolean same) {
        var episode = report.episode();
        var match = library.match(episode.labels(), episode.annotations());
        if (!same || !match.equals(shown)) {
            shown = match;
            view = null;
            removeAll();
            switch (match) {
                case RunbookMatch.Found found -> fill(episode, found.runbook());
                case RunbookMatch.External(var url) -> external(url);
                case RunbookMatch.Missing(var template) -> missing(episode, template);
            }
        }
        if (view != null) {
            var ticks = report.steps().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            step -> new StepTick(
                                    step.getValue().by(), step.getValue().at())));
            view.setTicks(ticks);
            var steps = view.steps();
            progress.setText(steps.stream().filter(ticks::containsKey).count() + " of " + steps.size() + " done");
        }
    }

    private void fill(Episode episode, Runbook runbook) {
        var rendered = library.render(runbook, episode.labels());
        var texts = new HashMap<String, String>();
        texts(rendered.blocks(), texts);
        var made = new RunbookView(rendered, fact -> library.ask(fact, episode.project(), episode.labels()));
        if (episode.state().isOpen()) {
            made.onTick((step, done) -> acts.tick(episode, step, texts.getOrDefault(step, step), done));
        }
        view = made;
        var title = new H3(new Anchor(RunbookNavigation.toRunbook(runbook.name()), runbook.title()));
        var head = new Div(title);
        head.addClassName("alert-runbook-head");
        if (runbook.responseTime() != null) {
            head.add(new StatusBadge(Tone.NEUTRAL, "respond within " + AlertWords.duration(runbook.responseTime())));
        }
        head.add(progress);
        add(head, made);
    }

    private void external(String url) {
        add(new H3("Its runbook is elsewhere"));
        OutLink.to(url, url).ifPresentOrElse(this::add, () -> add(new Paragraph(url)));
        add(new Paragraph("Put a copy into a configured folder or repository of runbooks, and it opens here, with its"
                + " steps as a checklist."));
    }

    private void missing(Episode episode, String template) {
        add(
                new H3("No runbook for " + episode.name()),
                new Paragraph(
                        "Who solves this now knows most about it. Copy the template, fill it in, and save it where"
                                + " your runbooks are: next time it opens here."),
                new Snippet(template));
    }

    /// The steps' words, for the timeline.
    private static void texts(List<Block> blocks, Map<String, String> texts) {
        for (Block block : blocks) {
            switch (block) {
                case Block.Step(var id, var html) ->
                    texts.put(id, Jsoup.parse(html).text());
                case Block.Details details -> texts(details.blocks(), texts);
                case Block.Html _, Block.Code _, Block.Fact _ -> {
                    // No steps.
                }
            }
        }
    }
}
