package dev.vigia.demo;

import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.Handling.Usefulness;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.demo.RecordedDay.Line;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Those on call in the demo's day: they do through the inbox what people do.
@Component
@ConditionalOnBooleanProperty("vigia.demo")
class DemoPeople {

    private final AlertInbox inbox;
    private final RunbookLibrary runbooks;

    DemoPeople(AlertInbox inbox, RunbookLibrary runbooks) {
        this.inbox = inbox;
        this.runbooks = runbooks;
    }

    void act(Line line) {
        var matchers = LabelMatchers.parse(line.alert());
        var by = Objects.requireNonNull(line.by());
        var episode = inbox.board(new AlertQuery(Set.of(), matchers, null, null, null), 1, null)
                .rows()
                .getFirst()
                .episode();
        var id = episode.id();
        var seen = episode.handling().version();
        switch (Objects.requireNonNull(line.act())) {
            case "acknowledge" -> inbox.acknowledge(id, by, seen, null);
            case "assign" -> inbox.assign(id, by, seen, line.text());
            case "comment" -> inbox.comment(id, by, Objects.requireNonNull(line.text()));
            case "mark" -> inbox.mark(id, by, seen, Usefulness.valueOf(Objects.requireNonNull(line.text())));
            case "tick" -> {
                var step = steps(episode).get(Objects.requireNonNull(line.step()));
                inbox.tick(id, by, step.id(), Jsoup.parse(step.html()).text(), true);
            }
            default -> throw new IllegalStateException("Nobody in the demo can " + line.act());
        }
    }

    private List<Block.Step> steps(Episode episode) {
        var steps = new ArrayList<Block.Step>();
        if (runbooks.match(episode.labels(), episode.annotations()) instanceof RunbookMatch.Found found) {
            collect(runbooks.render(found.runbook(), episode.labels()).blocks(), steps);
        }
        return steps;
    }

    private static void collect(List<Block> blocks, List<Block.Step> steps) {
        for (Block block : blocks) {
            if (block instanceof Block.Step step) {
                steps.add(step);
            } else if (block instanceof Block.Details details) {
                collect(details.blocks(), steps);
            }
        }
    }
}
