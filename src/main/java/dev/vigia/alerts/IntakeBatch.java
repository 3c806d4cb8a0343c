package dev.vigia.alerts;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.Dialect;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Some deliveries stored in one transaction: folded into what they say about each episode, written with one
/// statement a table, and told to whoever listens.
@Component
class IntakeBatch {

    static final String TOPIC = "alerts";
    private static final int SECONDS = 10;

    /// What databases and calendars can tell apart; times beyond are a sender's mistake.
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final EpisodeStore episodes;
    private final DeliveryStore deliveries;
    private final Heartbeats heartbeats;
    private final AlertNaming naming;
    private final AlertSettings settings;
    private final ApplicationEventPublisher events;
    private final ChangeTicker ticker;
    private final Clock clock;
    private final Dialect dialect;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Turns turns = new Turns();

    IntakeBatch(
            EpisodeStore episodes,
            DeliveryStore deliveries,
            Heartbeats heartbeats,
            AlertNaming naming,
            AlertSettings settings,
            ApplicationEventPublisher events,
            ChangeTicker ticker,
            Clock clock,
            Dialect dialect,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.episodes = episodes;
        this.deliveries = deliveries;
        this.heartbeats = heartbeats;
        this.naming = naming;
        this.settings = settings;
        this.events = events;
        this.ticker = ticker;
        this.clock = clock;
        this.dialect = dialect;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        if (dialect == Dialect.H2) {
            this.transaction.setTimeout(SECONDS);
        }
    }

    private record Key(AlertKey alert, Instant startsAt) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            var byAlert = alert.compareTo(other.alert);
            return byAlert == 0 ? startsAt.compareTo(other.startsAt) : byAlert;
        }
    }

    /// @param fresh episodes that were not known
    /// @param ended episodes that ended now
    record Stored(int fresh, int ended) {}

    /// What was asked for rather than delivered.
    ///
    /// @param heldBack of which alerts nobody is to be told that they fire
    Stored report(String cluster, List<AlertReport> reports, Predicate<AlertKey> heldBack) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var folded = new TreeMap<Key, EpisodeStore.Row>();
        var said = new LinkedHashMap<AlertKey, AlertReport>();
        reports.forEach(report -> add(cluster, report, now, folded, said));
        return inTransaction(said.keySet(), () -> write(List.copyOf(folded.values()), said, heldBack, now));
    }

    /// No statement may hold up all those that follow for ever. PostgreSQL watches that itself; its driver would start
    /// a thread for every statement.
    private void limitTime() {
        if (dialect == Dialect.POSTGRESQL) {
            jdbc.execute("set local statement_timeout = '" + SECONDS + "s'");
        }
    }

    private static void add(
            String cluster,
            AlertReport report,
            Instant now,
            Map<Key, EpisodeStore.Row> folded,
            Map<AlertKey, AlertReport> said) {
        var alert = new AlertKey(cluster, Fingerprint.of(report.labels()));
        said.put(alert, report);
        var read = row(alert, report, now);
        folded.merge(new Key(alert, read.startsAt()), read, IntakeBatch::fold);
    }

    Stored store(List<DeliveryStore.Row> rows) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var folded = new TreeMap<Key, EpisodeStore.Row>();
        var said = new LinkedHashMap<AlertKey, AlertReport>();
        for (DeliveryStore.Row row : rows) {
            if (row.outcome() == DeliveryStore.Outcome.STORED) {
                row.delivery().alerts().forEach(report -> add(row.delivery().cluster(), report, now, folded, said));
            }
        }
        var stored = inTransaction(said.keySet(), () -> {
            deliveries.insert(rows, now, !settings.keepBodies().isZero());
            heartbeats.hear(rows.stream().map(DeliveryStore.Row::delivery).toList(), now);
            return write(List.copyOf(folded.values()), said, _ -> false, now);
        });
        if (dialect == Dialect.H2) {
            // It writes what is committed half a second later; whoever is answered relies on it now.
            jdbc.execute("checkpoint sync");
        }
        return stored;
    }

    private Stored inTransaction(Set<AlertKey> alerts, Supplier<Stored> work) {
        return turns.during(
                alerts,
                () -> Objects.requireNonNull(transaction.execute(_ -> {
                    limitTime();
                    return work.get();
                })));
    }

    private Stored write(
            List<EpisodeStore.Row> rows, Map<AlertKey, AlertReport> said, Predicate<AlertKey> heldBack, Instant now) {
        if (rows.isEmpty()) {
            return new Stored(0, 0);
        }
        var written = episodes.upsert(rows, now);
        var fresh = written.stream().filter(EpisodeStore.Written::fresh).toList();
        var over = fresh.isEmpty() ? new HashMap<EpisodeId, EpisodeStore.Over>() : supersede(fresh, said, now);
        var ended = 0;
        for (EpisodeStore.Written episode : written) {
            var end = episode.endsAt();
            if (episode.endedNow() && end != null) {
                ended++;
                events.publishEvent(new AlertResolved(episode.id(), about(said, episode.alert()), end, true));
            } else if (episode.fresh() && !over.containsKey(episode.id())) {
                events.publishEvent(new AlertFired(
                        episode.id(),
                        about(said, episode.alert()),
                        episode.startsAt(),
                        heldBack.test(episode.alert())));
            }
        }
        // Whoever began and was over in one batch, nobody was told of.
        fresh.forEach(episode -> over.remove(episode.id()));
        over.values()
                .forEach(episode -> events.publishEvent(
                        new AlertResolved(episode.id(), about(said, episode.alert()), episode.endsAt(), false)));
        if (!written.isEmpty()) {
            ticker.changed(TOPIC);
        }
        return new Stored(fresh.size(), ended);
    }

    private Map<EpisodeId, EpisodeStore.Over> supersede(
            List<EpisodeStore.Written> fresh, Map<AlertKey, AlertReport> said, Instant now) {
        var alerts = fresh.stream()
                .map(EpisodeStore.Written::alert)
                .distinct()
                .sorted()
                .toList();
        var known = episodes.upsertAlerts(alerts.stream()
                .map(alert -> naming.row(alert, of(said, alert).labels()))
                .toList());
        var over = known.isEmpty() ? List.<EpisodeStore.Over>of() : episodes.supersede(known, now);
        return over.stream()
                .collect(Collectors.toMap(EpisodeStore.Over::id, Function.identity(), (one, _) -> one, HashMap::new));
    }

    private AlertAbout about(Map<AlertKey, AlertReport> said, AlertKey alert) {
        return naming.about(of(said, alert));
    }

    private static AlertReport of(Map<AlertKey, AlertReport> said, AlertKey alert) {
        return Objects.requireNonNull(said.get(alert));
    }

    private static EpisodeStore.Row row(AlertKey alert, AlertReport report, Instant now) {
        var starts = start(report, now);
        var ends = report.resolved() ? sane(report.endsAt(), now) : null;
        return new EpisodeStore.Row(
                alert,
                starts,
                report.resolved() ? Ending.RESOLVED : Ending.NONE,
                ends != null && ends.isBefore(starts) ? starts : ends,
                LabelJson.write(report.annotations()),
                report.generatorUrl());
    }

    /// As it becomes part of the episode's identity.
    static Instant start(AlertReport report, Instant now) {
        return sane(report.startsAt(), now);
    }

    /// Cut to milliseconds: Alertmanager's webhook gives nanoseconds and its API milliseconds of the same instant.
    private static Instant sane(@Nullable Instant time, Instant now) {
        var known = time == null || !time.isAfter(EARLIEST) || !time.isBefore(LATEST) ? now : time;
        return known.truncatedTo(ChronoUnit.MILLIS);
    }

    /// The rules of [EpisodeStore] for two reports in one batch.
    private static EpisodeStore.Row fold(EpisodeStore.Row before, EpisodeStore.Row after) {
        if (before.ending() == after.ending()) {
            var earlier = before.endsAt() != null
                    && after.endsAt() != null
                    && !after.endsAt().isBefore(before.endsAt());
            return before.ending() == Ending.RESOLVED && earlier ? before : after;
        }
        return before.ending() == Ending.RESOLVED ? before : after;
    }
}
