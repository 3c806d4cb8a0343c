package dev.vigia.alerts;

import dev.vigia.platform.AuditLog;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.SourceFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the silences, which live in the Alertmanagers. Only clusters that are configured with an address have any.
@Service
public class Silences {

    private static final int SHOWN = 10;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_OF = 10;
    private static final Comparator<Silence> ORDER = Comparator.comparing(Silence::phase)
            .thenComparing((one, other) -> one.isOver()
                    ? other.endsAt().compareTo(one.endsAt())
                    : one.endsAt().compareTo(other.endsAt()));

    private final Optional<AlertSource> source;
    private final Reconciliation reconciliation;
    private final BoardScan scan;
    private final EpisodeRows rows;
    private final EpisodeActs acts;
    private final AuditLog audit;
    private final Clock clock;

    Silences(
            Optional<AlertSource> source,
            Reconciliation reconciliation,
            BoardScan scan,
            EpisodeRows rows,
            EpisodeActs acts,
            AuditLog audit,
            Clock clock) {
        this.source = source;
        this.reconciliation = reconciliation;
        this.scan = scan;
        this.rows = rows;
        this.acts = acts;
        this.audit = audit;
        this.clock = clock;
    }

    /// Whether its Alertmanager can be asked for one.
    public boolean arePossible(String cluster) {
        return source.map(known -> known.clusters().contains(cluster)).orElse(false);
    }

    /// Clusters whose Alertmanager can be asked.
    public List<String> clusters() {
        return source.map(AlertSource::clusters).orElseGet(List::of);
    }

    /// Active ones first, then those to come, then those that are over; what ends first before what ends later, but
    /// of those that are over the latest first.
    public List<Silence> all(String cluster) throws SourceFailure {
        return required(cluster).silences(cluster).stream().sorted(ORDER).toList();
    }

    /// What every Alertmanager says; one that cannot be asked does not hide the others.
    public List<SilenceBoard> board() {
        return clusters().stream().map(this::board).toList();
    }

    private SilenceBoard board(String cluster) {
        try {
            var silences = all(cluster);
            var hides = new long[silences.size()];
            eachOpen(cluster, slim -> {
                for (int i = 0; i < hides.length; i++) {
                    if (silences.get(i).matchers().matches(slim.labels())) {
                        hides[i]++;
                    }
                }
            });
            var listed = new ArrayList<SilenceBoard.Listed>();
            for (int i = 0; i < hides.length; i++) {
                listed.add(new SilenceBoard.Listed(silences.get(i), hides[i]));
            }
            return new SilenceBoard(cluster, listed, null);
        } catch (SourceFailure e) {
            return new SilenceBoard(cluster, List.of(), e);
        } catch (OutboundRefused e) {
            return new SilenceBoard(
                    cluster, List.of(), new SourceFailure(OutboundRefused.CODE, String.valueOf(e.getMessage()), e));
        }
    }

    public SilencePreview preview(String cluster, LabelMatchers matchers) {
        var found = new ArrayList<BoardScan.Slim>();
        var of = new long[1];
        eachOpen(cluster, slim -> {
            of[0]++;
            if (matchers.matches(slim.labels())) {
                found.add(slim);
            }
        });
        found.sort(BoardReader.WORST_AND_NEWEST);
        var some = rows.all(found.stream()
                .limit(SHOWN)
                .map(slim -> new EpisodeId(slim.id()))
                .toList());
        return new SilencePreview(found.size(), of[0], some, warning(matchers, found.size(), of[0]));
    }

    private void eachOpen(String cluster, Consumer<BoardScan.Slim> found) {
        var withLabels = new AlertQuery(Set.of(), LabelMatchers.ALL, null, null, AlertNaming.NAME);
        scan.open(withLabels, clock.instant(), slim -> {
            if (slim.cluster().equals(cluster)) {
                found.accept(slim);
            }
        });
    }

    private static @Nullable String warning(LabelMatchers matchers, long hides, long of) {
        var narrows = matchers.all().stream()
                .anyMatch(matcher -> !matcher.operator().isNegative() && !matcher.matches(Map.of()));
        if (!narrows) {
            return "It names no label that an alert must have, so it would hide almost everything, what comes later too.";
        }
        if (hides >= MOST_OF && hides * 2 > of) {
            return "That is most of what fires now.";
        }
        var byName = matchers.all().stream()
                .anyMatch(matcher -> matcher.label().equals(AlertNaming.NAME)
                        && !matcher.operator().isNegative()
                        && !matcher.matches(Map.of()));
        return byName ? null : "It names no alert, so it would hide every kind that has these labels.";
    }

    /// Makes a silence from now on.
    ///
    /// @param from the episodes that it was made on; it is noted there
    /// @return its id
    /// @throws IllegalArgumentException if it ends in the past, or matches everything
    public String make(
            String actor, String cluster, LabelMatchers matchers, Instant until, String comment, List<EpisodeId> from)
            throws SourceFailure {
        var now = clock.instant();
        if (!until.isAfter(now)) {
            throw new IllegalArgumentException("A silence ends in the future.");
        }
        if (matchers.matches(Map.of())) {
            throw new IllegalArgumentException("A silence names at least one label that an alert must have.");
        }
        if (comment.isBlank()) {
            throw new IllegalArgumentException("A silence says why, so that others understand it.");
        }
        var id = required(cluster)
                .save(new Silence("", cluster, matchers, now, until, actor, comment, Silence.Phase.ACTIVE));
        audit.record(actor, "silence-made", cluster + "/" + id, matchers.text() + " until " + until + ": " + comment);
        acts.noteAll(
                rows.all(from),
                actor,
                EpisodeReport.Kind.SILENCE_MADE,
                matchers.text() + " until " + MINUTE.format(until));
        reconciliation.soon(cluster);
        return id;
    }

    /// Ends a silence now.
    ///
    /// @param from as for [#make]
    public void expire(String actor, String cluster, String id, List<EpisodeId> from) throws SourceFailure {
        required(cluster).expire(cluster, id);
        acts.noteAll(rows.all(from), actor, EpisodeReport.Kind.SILENCE_EXPIRED, "");
        audit.record(actor, "silence-expired", cluster + "/" + id, "");
        reconciliation.soon(cluster);
    }

    /// @return its id afterwards
    public String extend(String actor, String cluster, String id, Instant until) throws SourceFailure {
        var now = clock.instant();
        if (!until.isAfter(now)) {
            throw new IllegalArgumentException("A silence ends in the future.");
        }
        var before = required(cluster).silences(cluster).stream()
                .filter(silence -> silence.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SourceFailure("silence-gone", "There is no such silence any more.", null));
        var after = required(cluster)
                .save(new Silence(
                        id,
                        cluster,
                        before.matchers(),
                        before.startsAt(),
                        until,
                        before.createdBy(),
                        before.comment(),
                        Silence.Phase.ACTIVE));
        audit.record(actor, "silence-extended", cluster + "/" + after, "until " + until);
        reconciliation.soon(cluster);
        return after;
    }

    private AlertSource required(String cluster) throws SourceFailure {
        if (!arePossible(cluster)) {
            throw new SourceFailure(
                    "alertmanager-unknown",
                    "The address of the Alertmanager " + cluster + " is not known: set vigia.alerts.clusters[].url.",
                    null);
        }
        return source.orElseThrow();
    }
}
