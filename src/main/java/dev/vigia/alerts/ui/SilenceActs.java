package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.Silence;
import dev.vigia.alerts.SilencePreview;
import dev.vigia.alerts.Silences;
import dev.vigia.platform.ui.Background;
import dev.vigia.platform.ui.Snippet;
import dev.vigia.projects.SourceFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the person who is signed in does to silences, all of it in the Alertmanagers.
@SpringComponent
@UIScope
class SilenceActs {

    private static final int READ_MILLIS = 6000;

    private final Silences silences;
    private final AlertActs acts;
    private final Clock clock;

    SilenceActs(Silences silences, AlertActs acts, Clock clock) {
        this.silences = silences;
        this.acts = acts;
        this.clock = clock;
    }

    String me() {
        return acts.me();
    }

    /// Opens the dialog; or says what is missing before one can be made.
    void ask(List<Episode> episodes) {
        var draft = SilenceDraft.of(episodes);
        var unknown = draft.clusters().stream()
                .filter(cluster -> !silences.arePossible(cluster))
                .toList();
        if (unknown.isEmpty()) {
            new SilenceDialog(this, clock, draft, () -> {}).open();
        } else {
            Ask.tell(
                    "Silences are kept by Alertmanager",
                    "Vigía does not know where to reach the Alertmanager of " + String.join(" and ", unknown)
                            + ". Tell it in the settings:",
                    new Snippet(settings(unknown.getFirst())));
        }
    }

    /// @param then run once it is made
    void askForNew(Runnable then) {
        new SilenceDialog(this, clock, SilenceDraft.empty(silences.clusters()), then).open();
    }

    static String settings(String cluster) {
        return """
                vigia:
                  alerts:
                    clusters:
                      - name: %s
                        url: http://alertmanager:9093""".formatted(cluster);
    }

    SilencePreview preview(String cluster, LabelMatchers matchers) {
        return silences.preview(cluster, matchers);
    }

    /// May take as long as the Alertmanagers do.
    ///
    /// @return where it is made
    /// @throws SourceFailure if one refuses; the sentence says where it is made nevertheless
    List<String> make(
            String actor,
            List<String> clusters,
            LabelMatchers matchers,
            Instant until,
            String comment,
            List<EpisodeId> from)
            throws SourceFailure {
        var made = new ArrayList<String>();
        for (String cluster : clusters) {
            try {
                silences.make(actor, cluster, matchers, until, comment, from);
                made.add(cluster);
            } catch (SourceFailure e) {
                throw made.isEmpty()
                        ? e
                        : new SourceFailure(
                                e.code(),
                                "It is silenced in " + String.join(" and ", made) + ", but not in " + cluster + ": "
                                        + e.getMessage(),
                                e);
            }
        }
        return made;
    }

    void made(List<String> clusters, Duration length) {
        say("Silenced for " + AlertWords.duration(length) + " in " + String.join(" and ", clusters) + ".");
    }

    /// May take as long as the Alertmanager does.
    String expire(String actor, Silence silence) throws SourceFailure {
        silences.expire(actor, silence.cluster(), silence.id(), List.of());
        return "The silence is over.";
    }

    /// Counted from its end, or from now if that is later. May take as long as the Alertmanager does.
    String extend(String actor, Silence silence, Duration by) throws SourceFailure {
        silences.extend(actor, silence.cluster(), silence.id(), silence.endsAt().plus(by));
        return "The silence lasts " + AlertWords.duration(by) + " longer.";
    }

    /// Of an alert that is silenced; asks first, for others may be silenced with it.
    void end(Component owner, Episode episode, String silence) {
        var me = me();
        Ask.with(
                "End it",
                new Paragraph("From now on people are told again of " + episode.name()
                        + " and of whatever else the silence matches."),
                () -> Background.run(
                        owner,
                        () -> {
                            silences.expire(me, episode.alert().cluster(), silence, List.of(episode.id()));
                            return true;
                        },
                        done -> say("The silence is over."),
                        e -> say(String.valueOf(e.getMessage()))));
    }

    static void say(String sentence) {
        Notification.show(sentence, READ_MILLIS, Notification.Position.BOTTOM_CENTER);
    }
}
