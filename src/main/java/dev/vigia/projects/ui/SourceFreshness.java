package dev.vigia.projects.ui;

import com.vaadin.flow.component.Component;
import dev.vigia.platform.ui.FreshnessNote;
import dev.vigia.platform.ui.NavigationCount;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.SourceStatus.State;
import dev.vigia.projects.Sources;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// What the navigation says about the sources: how fresh all of them are, and how many fail.
@org.springframework.stereotype.Component
class SourceFreshness implements FreshnessNote, NavigationCount {

    static final String TOPIC = "sources";

    private final Sources sources;

    SourceFreshness(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Note note() {
        var all = sources.all();
        var oldest = all.stream()
                .map(SourceStatus::lastGoodAt)
                .filter(Objects::nonNull)
                .min(Comparator.<Instant>naturalOrder())
                .orElse(null);
        return new Note(tone(all), words(all), oldest);
    }

    @Override
    public Count count() {
        long failing = number(sources.all(), status -> status.state() == State.FAILING);
        return new Count(failing, Tone.BAD, failing == 1 ? "1 source fails" : failing + " sources fail");
    }

    @Override
    public Class<? extends Component> view() {
        return SourcesView.class;
    }

    @Override
    public Class<? extends Component> details() {
        return SourcesView.class;
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(TOPIC);
    }

    static String words(List<SourceStatus> all) {
        long failing = number(all, status -> status.state() == State.FAILING);
        long stale = number(all, SourceStatus::stale);
        long unread = number(all, status -> status.state() == State.NEVER_SYNCED);
        if (all.isEmpty()) {
            return "no sources yet";
        }
        if (failing > 0) {
            return of(failing, all) + (failing == 1 ? " fails" : " fail");
        }
        if (unread > 0) {
            return of(unread, all) + " not read yet";
        }
        if (stale > 0) {
            return of(stale, all) + " stale";
        }
        return all.size() == 1 ? "1 source fresh" : all.size() + " sources fresh";
    }

    private static String of(long some, List<SourceStatus> all) {
        return some + " of " + all.size() + (all.size() == 1 ? " source" : " sources");
    }

    private static Tone tone(List<SourceStatus> all) {
        var tones = all.stream().map(SourceWords::tone).toList();
        return List.of(Tone.BAD, Tone.UNKNOWN, Tone.WARN, Tone.OK).stream()
                .filter(tones::contains)
                .findFirst()
                .orElse(Tone.NEUTRAL);
    }

    private static long number(List<SourceStatus> all, Predicate<SourceStatus> which) {
        return all.stream().filter(which).count();
    }
}
