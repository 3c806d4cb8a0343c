package dev.vigia.alerts;

import dev.vigia.alerts.OwnBoard.Own;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.Sources;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What Vigía itself has to say, as alerts like any other: a source that went stale, an Alertmanager that cannot be
/// asked, an alert that should always fire and does not. Looked at again and again: what is no longer so is over.
@Component
class OwnAlerts {

    static final String SOURCE_STALE = "VigiaSourceStale";
    static final String ALERTMANAGER_UNREACHABLE = "VigiaAlertmanagerUnreachable";
    static final String WATCHDOG_MISSING = "VigiaWatchdogMissing";

    private final Sources sources;
    private final ClusterHealth health;
    private final Heartbeats heartbeats;
    private final OwnBoard board;
    private final Clock clock;

    OwnAlerts(Sources sources, ClusterHealth health, Heartbeats heartbeats, OwnBoard board, Clock clock) {
        this.sources = sources;
        this.health = health;
        this.heartbeats = heartbeats;
        this.board = board;
        this.clock = clock;
    }

    /// Raises what is so and ends what is so no longer.
    void look() {
        var raised = new ArrayList<Own>();
        sources.all().stream()
                // Before its first sync has ended, nothing is late.
                .filter(source -> source.stale() && source.state() != SourceStatus.State.NEVER_SYNCED)
                .map(OwnAlerts::stale)
                .forEach(raised::add);
        health.all().stream()
                .filter(cluster -> cluster.errorCode() != null)
                .map(cluster -> new Own(
                        ALERTMANAGER_UNREACHABLE,
                        Severity.WARNING,
                        Map.of("cluster", cluster.name()),
                        "The Alertmanager " + cluster.name() + " cannot be asked what it knows: " + cluster.error(),
                        null))
                .forEach(raised::add);
        heartbeats.silent(clock.instant()).stream().map(OwnAlerts::silent).forEach(raised::add);
        board.tell(Set.of(SOURCE_STALE, ALERTMANAGER_UNREACHABLE, WATCHDOG_MISSING), raised);
    }

    private static Own silent(Heartbeats.Heard silent) {
        return new Own(
                WATCHDOG_MISSING,
                Severity.CRITICAL,
                Map.of("cluster", silent.cluster(), "watchdog", silent.name()),
                "The alert " + silent.name() + " of " + silent.cluster()
                        + " should always fire and was last heard of at "
                        + silent.heardAt().truncatedTo(ChronoUnit.SECONDS) + ": alerts may not get here.",
                null);
    }

    private static Own stale(SourceStatus source) {
        var kind = source.id().kind().name().toLowerCase(Locale.ROOT);
        var good = source.lastGoodAt();
        return new Own(
                SOURCE_STALE,
                Severity.WARNING,
                Map.of("project", source.id().project().value(), "source", kind),
                "The source " + kind + " of " + source.id().project()
                        + (good == null
                                ? " was never read"
                                : " was last read at " + good.truncatedTo(ChronoUnit.SECONDS))
                        + (source.error() == null ? "." : ": " + source.error()),
                null);
    }
}
