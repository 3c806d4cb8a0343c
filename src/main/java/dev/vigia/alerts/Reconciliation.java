package dev.vigia.alerts;

import dev.vigia.alerts.AlertSource.KnownAlert;
import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.OpenEpisodes.Open;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.SourceFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Compares what fires here with what each Alertmanager knows. It never says of a silenced alert that it resolved, so
/// without asking it would fire here for ever.
@Component
class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final Optional<AlertSource> source;
    private final OpenEpisodes episodes;
    private final EpisodeRows rows;
    private final ApplicationEventPublisher events;
    private final IntakeBatch batch;
    private final ClusterHealth health;
    private final ClusterRest rest;
    private final AlertSettings settings;
    private final ChangeTicker ticker;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /// Since when an episode is not known there. An Alertmanager that just started knows nothing for a while.
    private final Map<EpisodeId, Instant> missing = new ConcurrentHashMap<>();

    Reconciliation(
            Optional<AlertSource> source,
            OpenEpisodes episodes,
            EpisodeRows rows,
            ApplicationEventPublisher events,
            IntakeBatch batch,
            ClusterHealth health,
            ClusterRest rest,
            AlertSettings settings,
            ChangeTicker ticker,
            TransactionTemplate transaction,
            Clock clock) {
        this.source = source;
        this.episodes = episodes;
        this.rows = rows;
        this.events = events;
        this.batch = batch;
        this.health = health;
        this.rest = rest;
        this.settings = settings;
        this.ticker = ticker;
        this.transaction = transaction;
        this.clock = clock;
    }

    void all() {
        source.ifPresent(known -> known.clusters().stream()
                .filter(cluster -> !rest.isResting(cluster))
                .forEach(this::run));
    }

    /// After a silence was made, so that everybody sees it; the caller does not wait.
    void soon(String cluster) {
        Thread.ofVirtual().name("reconcile-" + cluster).start(() -> run(cluster));
    }

    /// @return whether the cluster could be asked
    synchronized boolean run(String cluster) {
        try {
            var alerts = source.orElseThrow().alerts(cluster);
            var silences = source.orElseThrow().silences(cluster).stream()
                    .collect(Collectors.toMap(Silence::id, silence -> silence, (one, _) -> one));
            var outcome = compare(cluster, alerts, silences);
            health.good(cluster, outcome);
            rest.good(cluster);
            return true;
        } catch (SourceFailure e) {
            LOG.info("The Alertmanager {} cannot be asked: {}", cluster, e.getMessage());
            bad(cluster, e.code(), String.valueOf(e.getMessage()));
        } catch (OutboundRefused e) {
            bad(cluster, OutboundRefused.CODE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("The alerts of {} could not be compared", cluster, e);
            bad(cluster, "internal-error", "Vigía failed on its answer; the log has the details.");
        }
        return false;
    }

    private void bad(String cluster, String code, String sentence) {
        health.bad(cluster, code, sentence);
        rest.bad(cluster);
    }

    private String compare(String cluster, List<KnownAlert> alerts, Map<String, Silence> silences) {
        var heldBack = alerts.stream()
                .filter(Reconciliation::isHeldBack)
                .map(alert ->
                        new AlertKey(cluster, Fingerprint.of(alert.report().labels())))
                .collect(Collectors.toSet());
        var told = batch.report(cluster, alerts.stream().map(KnownAlert::report).toList(), heldBack::contains);
        var open = new HashMap<Key, Open>();
        episodes.of(cluster).forEach(episode -> open.put(new Key(episode.fingerprint(), episode.startsAt()), episode));
        var known = new HashSet<Key>();
        var changed = new ArrayList<Runnable>();
        var again = new ArrayList<EpisodeId>();
        for (KnownAlert alert : alerts) {
            var key = Key.of(alert);
            known.add(key);
            var episode = open.get(key);
            if (episode == null) {
                changed.add(
                        () -> again.addAll(episodes.reopen(cluster, key.fingerprint, key.startsAt, alert.updatedAt())));
            } else {
                suppression(episode, alert, silences).ifPresent(change -> {
                    changed.add(change);
                    if (!isHeldBack(alert)) {
                        again.add(episode.id());
                    }
                });
            }
        }
        var now = clock.instant();
        var gone = open.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(episode -> isGone(episode, now))
                .toList();
        missing.keySet()
                .removeAll(open.entrySet().stream()
                        .filter(entry -> known.contains(entry.getKey()))
                        .map(entry -> entry.getValue().id())
                        .toList());
        if (!changed.isEmpty() || !gone.isEmpty()) {
            transaction.executeWithoutResult(_ -> {
                changed.forEach(Runnable::run);
                gone.forEach(episode -> episodes.end(episode.id(), now));
                tell(again, gone.stream().map(Open::id).toList(), now);
                ticker.changed(IntakeBatch.TOPIC);
            });
            gone.forEach(episode -> missing.remove(episode.id()));
        }
        return alerts.size() + " alerts compared, " + told.fresh() + " new, " + gone.size() + " gone";
    }

    private void tell(List<EpisodeId> again, List<EpisodeId> gone, Instant now) {
        rows.all(again).stream()
                .filter(episode -> episode.state() == AlertState.FIRING)
                .forEach(episode -> events.publishEvent(new AlertFired(episode.id(), episode.about(), now, false)));
        rows.all(gone)
                .forEach(episode -> events.publishEvent(new AlertResolved(episode.id(), episode.about(), now, false)));
    }

    private static boolean isHeldBack(KnownAlert alert) {
        return !alert.silencedBy().isEmpty()
                || !alert.inhibitedBy().isEmpty()
                || !alert.mutedBy().isEmpty();
    }

    private boolean isGone(Open episode, Instant now) {
        var since = missing.computeIfAbsent(episode.id(), _ -> now);
        return !since.plus(settings.goneAfter()).isAfter(now)
                && episode.receivedAt().plus(settings.goneAfter()).isBefore(now);
    }

    private Optional<Runnable> suppression(Open episode, KnownAlert alert, Map<String, Silence> silences) {
        var now = suppression(alert, silences);
        var json = now == null ? null : SuppressionJson.write(now);
        if (Objects.equals(json, episode.suppression())) {
            return Optional.empty();
        }
        return Optional.of(() -> episodes.suppress(episode.id(), json, kind(now), now == null ? "" : words(now)));
    }

    private static Kind kind(@Nullable Suppression suppression) {
        if (suppression == null) {
            return Kind.UNSUPPRESSED;
        }
        return switch (suppression.kind()) {
            case SILENCED -> Kind.SILENCED;
            case INHIBITED -> Kind.INHIBITED;
            case MUTED -> Kind.MUTED;
        };
    }

    private static String words(Suppression suppression) {
        var author = suppression.author();
        return author == null ? "by " + suppression.by() : "by " + author + ": " + suppression.comment();
    }

    private static @Nullable Suppression suppression(KnownAlert alert, Map<String, Silence> silences) {
        if (!alert.silencedBy().isEmpty()) {
            var id = alert.silencedBy().getFirst();
            var silence = silences.get(id);
            return silence == null
                    ? new Suppression(Suppression.Kind.SILENCED, id, null, null, null)
                    : new Suppression(
                            Suppression.Kind.SILENCED, id, silence.createdBy(), silence.comment(), silence.endsAt());
        }
        if (!alert.inhibitedBy().isEmpty()) {
            return new Suppression(
                    Suppression.Kind.INHIBITED, alert.inhibitedBy().getFirst(), null, null, null);
        }
        return alert.mutedBy().isEmpty()
                ? null
                : new Suppression(Suppression.Kind.MUTED, alert.mutedBy().getFirst(), null, null, null);
    }

    private record Key(long fingerprint, @Nullable Instant startsAt) {
        static Key of(KnownAlert alert) {
            var starts = alert.report().startsAt();
            return new Key(
                    Fingerprint.of(alert.report().labels()),
                    starts == null ? null : starts.truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
