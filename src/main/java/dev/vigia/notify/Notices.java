package dev.vigia.notify;

import dev.vigia.alerts.AlertAbout;
import dev.vigia.alerts.AlertFired;
import dev.vigia.alerts.AlertResolved;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.alerts.Severity;
import dev.vigia.alerts.ui.AlertNavigation;
import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftReport;
import dev.vigia.drift.DriftReported;
import dev.vigia.drift.ui.DriftNavigation;
import dev.vigia.integrity.Outcome;
import dev.vigia.integrity.VerdictChanged;
import dev.vigia.integrity.ui.IntegrityNavigation;
import dev.vigia.notify.Notice.Phase;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Hears what happens and says it in a sentence. It is called in the transaction of the event, so it only collects.
@Component
class Notices {

    private static final int LONGEST = 4_000;
    private static final int MOST_LABELS = 64;

    private final Outbox outbox;
    private final DriftHistory drift;
    private final Clock clock;

    Notices(Outbox outbox, DriftHistory drift, Clock clock) {
        this.outbox = outbox;
        this.drift = drift;
        this.clock = clock;
    }

    @EventListener
    void on(AlertFired event) {
        if (!event.heldBack() && outbox.wants(EventKind.ALERT_FIRED)) {
            var about = event.about();
            put(
                    event.at(),
                    alert(
                            EventKind.ALERT_FIRED,
                            Phase.OPENS,
                            event.episode(),
                            about,
                            clipped(about.name()) + " fires",
                            clipped(about.sentence()),
                            event.at()));
        }
    }

    @EventListener
    void on(AlertResolved event) {
        if (outbox.wants(EventKind.ALERT_RESOLVED)) {
            var about = event.about();
            put(
                    event.endsAt(),
                    alert(
                            EventKind.ALERT_RESOLVED,
                            Phase.CLOSES,
                            event.episode(),
                            about,
                            clipped(about.name()) + " is over",
                            (event.told() ? "Resolved: " : "Its Alertmanager does not know it any more: ")
                                    + clipped(about.sentence()),
                            event.endsAt()));
        }
    }

    private static Notice alert(
            EventKind kind,
            Phase phase,
            EpisodeId episode,
            AlertAbout about,
            String title,
            String sentence,
            Instant at) {
        var project = about.project();
        return new Notice(
                kind,
                phase,
                "alert/" + episode,
                about.severity(),
                project == null ? null : project.value(),
                clipped(about.name()),
                title,
                sentence,
                AlertNavigation.toEpisode(episode),
                at,
                clipped(about.labels()),
                clipped(about.annotations()));
    }

    /// The first verdict of a version is no change.
    @EventListener
    void on(VerdictChanged event) {
        var from = event.from();
        if (from == null || !outbox.wants(EventKind.VERDICT_CHANGED)) {
            return;
        }
        var version = clipped(event.tag().value());
        var broken = event.to() == Outcome.FAIL;
        put(
                event.at(),
                new Notice(
                        EventKind.VERDICT_CHANGED,
                        broken ? Phase.OPENS : from == Outcome.FAIL ? Phase.CLOSES : Phase.TELLS,
                        "version/" + event.project() + "/" + event.tag().value(),
                        broken || from == Outcome.FAIL ? Severity.WARNING : Severity.INFO,
                        event.project().value(),
                        version,
                        "Version " + version + " of " + event.project() + " " + state(event.to()),
                        clipped("Its verdict was " + from + " and is " + event.to() + ": " + event.because() + "."),
                        IntegrityNavigation.versionPage(event.project(), event.tag()),
                        event.at(),
                        labels(Map.of(
                                "project",
                                event.project().value(),
                                "version",
                                version,
                                "from",
                                from.name(),
                                "to",
                                event.to().name())),
                        Collections.emptySortedMap()));
    }

    private static String state(Outcome verdict) {
        return switch (verdict) {
            case FAIL -> "is broken";
            case WARN -> "needs a look";
            case UNKNOWN -> "cannot be judged";
            case PASS, NOT_APPLICABLE -> "is in order";
        };
    }

    @EventListener
    void on(DriftReported event) {
        if (!outbox.wants(EventKind.DRIFT_REPORTED)) {
            return;
        }
        var report = drift.find(event.project(), event.report()).orElseThrow();
        var drifted = Boolean.TRUE.equals(report.datasetDrift());
        var about = new TreeMap<String, String>();
        about.put("project", event.project().value());
        if (report.version() != null) {
            about.put("version", report.version());
        }
        if (report.run() != null) {
            about.put("run", report.run().value());
        }
        put(
                clock.instant(),
                new Notice(
                        EventKind.DRIFT_REPORTED,
                        Phase.TELLS,
                        "drift/" + event.report(),
                        drifted ? Severity.WARNING : Severity.INFO,
                        event.project().value(),
                        event.project().value(),
                        drifted
                                ? "The data of " + event.project() + " has drifted"
                                : "A drift report for " + event.project() + " came in",
                        sentence(report),
                        DriftNavigation.toReport(event.project(), event.report()),
                        report.at(),
                        labels(about),
                        Collections.emptySortedMap()));
    }

    private static String sentence(DriftReport report) {
        var drifted = report.driftedColumns();
        var tested = report.testedColumns();
        var share = report.share();
        var columns = drifted != null && tested != null
                ? drifted + " of " + tested + " columns drifted"
                : share == null
                        ? "It does not say how many columns drifted"
                        : String.format(Locale.ROOT, "%.1f %% of the columns drifted", share * 100);
        var own = report.datasetDrift();
        return columns
                + (own == null
                        ? ", and it gives no verdict of its own."
                        : own ? ", and it calls that drift." : ", and it does not call that drift.");
    }

    /// @param at tells two events of one kind about one thing apart
    private void put(Instant at, Notice notice) {
        outbox.put(notice.kind().id() + "/" + notice.subject() + "/" + at.toEpochMilli(), notice);
    }

    private static SortedMap<String, String> labels(Map<String, String> given) {
        return clipped(new TreeMap<>(given));
    }

    private static SortedMap<String, String> clipped(SortedMap<String, String> given) {
        return given.entrySet().stream()
                .limit(MOST_LABELS)
                .collect(Collectors.toMap(
                        entry -> clipped(entry.getKey()),
                        entry -> clipped(entry.getValue()),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static String clipped(String text) {
        return Escaping.plain(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
}
