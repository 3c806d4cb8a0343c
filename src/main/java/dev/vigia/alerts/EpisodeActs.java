package dev.vigia.alerts;

import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.Handling.Usefulness;
import dev.vigia.platform.AuditLog;
import dev.vigia.platform.ChangeTicker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What people do to an episode: each act is one transaction with its entry in the timeline and in the audit log.
@Component
class EpisodeActs {

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_NAME = 200;

    /// A decision; a later one replaces an earlier one, so it must have been made with that in sight.
    sealed interface Act {}

    record Acknowledge(@Nullable Instant until) implements Act {}

    record Unacknowledge() implements Act {}

    record Assign(@Nullable String owner) implements Act {}

    record Mark(@Nullable Usefulness usefulness) implements Act {}

    record SavePostMortem(String markdown) implements Act {}

    private final EpisodeRows rows;
    private final Handlings handlings;
    private final ReportReader reports;
    private final JdbcTemplate jdbc;
    private final AuditLog audit;
    private final ChangeTicker ticker;
    private final Clock clock;
    private final TransactionTemplate transaction;

    EpisodeActs(
            EpisodeRows rows,
            Handlings handlings,
            ReportReader reports,
            JdbcTemplate jdbc,
            AuditLog audit,
            ChangeTicker ticker,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.handlings = handlings;
        this.reports = reports;
        this.jdbc = jdbc;
        this.audit = audit;
        this.ticker = ticker;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    ActOutcome decide(EpisodeId id, String actor, long seen, Act act) {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> decided(id, actor, seen, act)));
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException e) {
            // Somebody decided at the very same moment.
            return rows.find(id).<ActOutcome>map(this::stale).orElseGet(ActOutcome.Unknown::new);
        }
    }

    private ActOutcome decided(EpisodeId id, String actor, long seen, Act act) {
        var episode = rows.find(id).orElse(null);
        if (episode == null) {
            return new ActOutcome.Unknown();
        }
        if (act instanceof Acknowledge && !episode.state().isOpen()) {
            return new ActOutcome.Over(episode.handling());
        }
        if (isSo(episode, actor, act)) {
            return new ActOutcome.Done(episode.handling());
        }
        // Of what is loaded here the database makes sure that it is still so when it is written.
        var entity = handlings.findById(id.value()).orElseGet(() -> new HandlingEntity(id));
        if (entity.handling().version() != seen) {
            return stale(rows.find(id).orElse(episode));
        }
        var now = clock.instant();
        switch (act) {
            case Acknowledge(var until) -> {
                if (until != null && !until.isAfter(now)) {
                    throw new IllegalArgumentException("An acknowledgement ends in the future.");
                }
                entity.acknowledge(actor, now, until);
                note(episode, actor, Kind.ACKNOWLEDGED, until == null ? "" : until.toString());
            }
            case Unacknowledge() -> {
                entity.unacknowledge();
                note(episode, actor, Kind.UNACKNOWLEDGED, "");
            }
            case Assign(var owner) -> {
                entity.assign(owner == null ? null : checked("An owner", owner, LONGEST_NAME));
                note(episode, actor, Kind.ASSIGNED, owner == null ? "" : owner);
            }
            case Mark(var usefulness) -> {
                entity.mark(usefulness);
                note(
                        episode,
                        actor,
                        Kind.MARKED,
                        usefulness == null ? "" : usefulness.name().toLowerCase(Locale.ROOT));
            }
            case SavePostMortem(var markdown) -> {
                entity.savePostMortem(checked("A post-mortem", markdown, 5 * LONGEST_TEXT));
                note(episode, actor, Kind.POST_MORTEM_SAVED, "");
            }
        }
        var saved = handlings.saveAndFlush(entity);
        return new ActOutcome.Done(saved.handling());
    }

    /// Doing again what is done already changes nothing and is no mistake.
    private static boolean isSo(Episode episode, String actor, Act act) {
        var handling = episode.handling();
        return switch (act) {
            case Acknowledge(var until) ->
                handling.acknowledgedAt() != null
                        && actor.equals(handling.acknowledgedBy())
                        && Objects.equals(until, handling.acknowledgedUntil());
            case Unacknowledge() -> handling.acknowledgedAt() == null;
            case Assign(var owner) -> Objects.equals(owner, handling.owner());
            case Mark(var usefulness) -> usefulness == handling.usefulness();
            case SavePostMortem _ -> false;
        };
    }

    private ActOutcome.Stale stale(Episode episode) {
        var events = reports.events(episode.id());
        var last = events.isEmpty() ? null : events.getLast();
        return new ActOutcome.Stale(
                episode.handling(),
                last == null
                        ? "Somebody else acted on this alert in between; look again."
                        : last.actor() + " acted on this alert in between ("
                                + last.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "); look again.");
    }

    ActOutcome comment(EpisodeId id, String actor, String markdown) {
        var text = checked("A comment", markdown, LONGEST_TEXT);
        return Objects.requireNonNull(transaction.execute(_ -> rows.find(id)
                .<ActOutcome>map(episode -> {
                    note(episode, actor, Kind.COMMENTED, text);
                    return new ActOutcome.Done(episode.handling());
                })
                .orElseGet(ActOutcome.Unknown::new)));
    }

    ActOutcome tick(EpisodeId id, String actor, String step, String text, boolean ticked) {
        var key = checked("A step", step, LONGEST_NAME);
        try {
            return Objects.requireNonNull(transaction.execute(_ -> rows.find(id)
                    .<ActOutcome>map(episode -> ticked(episode, actor, key, text, ticked))
                    .orElseGet(ActOutcome.Unknown::new)));
        } catch (DataIntegrityViolationException e) {
            // Two people ticked it at the very same moment: it is ticked.
            return new ActOutcome.Done(rows.find(id).map(Episode::handling).orElse(Handling.NONE));
        }
    }

    private ActOutcome ticked(Episode episode, String actor, String step, String text, boolean ticked) {
        var id = episode.id().value();
        var there = Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from alert_step where episode_id = ? and step = ?", Long.class, id, step));
        if (ticked != (there > 0)) {
            if (ticked) {
                jdbc.update(
                        "insert into alert_step (episode_id, step, ticked_by, ticked_at) values (?, ?, ?, ?)",
                        id,
                        step,
                        actor,
                        clock.instant().atOffset(ZoneOffset.UTC));
            } else {
                jdbc.update("delete from alert_step where episode_id = ? and step = ?", id, step);
            }
            note(episode, actor, ticked ? Kind.STEP_TICKED : Kind.STEP_UNTICKED, text);
        }
        return new ActOutcome.Done(episode.handling());
    }

    void noteAll(List<Episode> episodes, String actor, Kind kind, String detail) {
        transaction.executeWithoutResult(_ -> episodes.forEach(episode -> note(episode, actor, kind, detail)));
    }

    private void note(Episode episode, String actor, Kind kind, String detail) {
        jdbc.update(
                "insert into alert_event (episode_id, at, kind, actor, detail) values (?, ?, ?, ?, ?)",
                episode.id().value(),
                clock.instant().atOffset(ZoneOffset.UTC),
                kind.name(),
                storable(actor),
                storable(detail));
        audit.record(
                actor,
                "alert-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                episode.name() + " (episode " + episode.id() + ")",
                detail,
                AlertLog.fields(episode.id(), episode.about()));
        ticker.changed(IntakeBatch.TOPIC);
    }

    private static String checked(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException(what + " has 1 to " + longest + " characters.");
        }
        return storable(text);
    }

    /// PostgreSQL refuses NUL.
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
