package dev.vigia.runbooks;

import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.Sources;
import dev.vigia.projects.ui.SourceNavigation;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// `stale-sources`: whether what Vigía shows is of today.
@Component
class StaleSourcesFact implements LiveFact {

    private final Sources sources;

    StaleSourcesFact(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String name() {
        return "stale-sources";
    }

    @Override
    public LiveAnswer answer(FactAsk ask) {
        var project = ask.project();
        var all = project == null ? sources.all() : sources.of(project);
        if (all.isEmpty()) {
            return new LiveAnswer(Outcome.NEUTRAL, "No source is configured.", SourceNavigation.toSources());
        }
        var stale = all.stream().filter(SourceStatus::stale).toList();
        return stale.isEmpty()
                ? new LiveAnswer(
                        Outcome.GOOD,
                        all.size() == 1 ? "The one source is fresh." : "All " + all.size() + " sources are fresh.",
                        SourceNavigation.toSources())
                : new LiveAnswer(
                        Outcome.DOUBTFUL,
                        stale.size() + " of " + all.size() + " sources are stale: "
                                + stale.stream()
                                        .map(one -> one.id().project() + " "
                                                + one.id().kind().name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + ".",
                        SourceNavigation.toSources());
    }
}
