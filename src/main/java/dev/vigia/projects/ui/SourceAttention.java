package dev.vigia.projects.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.SourceStatus.State;
import dev.vigia.projects.Sources;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/// The sources that do not answer, on the overview; and how fresh each project's are.
@Order(90)
@org.springframework.stereotype.Component
class SourceAttention implements Attention, ProjectColumn {

    private final Sources sources;

    SourceAttention(Sources sources) {
        this.sources = sources;
    }

    @Override
    public List<Need> needs() {
        return sources.all().stream()
                .filter(status -> status.state() == State.FAILING || status.state() == State.OK && status.stale())
                .map(SourceAttention::need)
                .toList();
    }

    private static Need need(SourceStatus status) {
        var name = SourceWords.from(status.id().kind()) + " of " + status.id().project();
        var failing = status.state() == State.FAILING;
        return new Need(
                Tone.UNKNOWN,
                SourceWords.state(status),
                name + (failing ? " does not answer as it should" : " has not been read for long"),
                (status.error() == null ? "" : status.error() + " · ")
                        + (status.lastGoodAt() == null ? "it was never read" : "last good answer"),
                status.lastGoodAt(),
                "See source",
                SourceNavigation.toSources());
    }

    @Override
    public @Nullable Instant quietSince() {
        return null;
    }

    @Override
    public String title() {
        return "Sources";
    }

    @Override
    public Component cell(String project) {
        var own = sources.of(new ProjectKey(project));
        var worst = own.stream().max(Comparator.comparing(status -> rank(SourceWords.tone(status))));
        return worst.<Component>map(status -> new StatusBadge(SourceWords.tone(status), SourceFreshness.words(own)))
                .orElseGet(() -> new Span("none"));
    }

    private static int rank(Tone tone) {
        return switch (tone) {
            case BAD -> 4;
            case UNKNOWN -> 3;
            case WARN -> 2;
            case OK -> 1;
            case NEUTRAL -> 0;
        };
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(SourceFreshness.TOPIC);
    }
}
