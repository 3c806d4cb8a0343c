package dev.vigia.alerts;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Puts alerts of Vigía's own on the board, as if an Alertmanager named `vigia` had delivered them: what is raised and
/// what is over goes in with one statement a table, however much it is.
@Component
class OwnBoard {

    static final String CLUSTER = "vigia";

    private final IntakeBatch batch;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    OwnBoard(IntakeBatch batch, JdbcTemplate jdbc, Clock clock) {
        this.batch = batch;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param since null for "since it was first seen". Two replicas that look at the same time must give the same.
    record Own(
            String name,
            Severity severity,
            Map<String, String> labels,
            String summary,
            @Nullable Instant since) {

        SortedMap<String, String> allLabels() {
            var all = Delivery.sorted();
            all.put(AlertNaming.NAME, name);
            all.put("severity", severity.name().toLowerCase(Locale.ROOT));
            all.putAll(labels);
            return all;
        }
    }

    private record Open(Instant startsAt, SortedMap<String, String> labels, SortedMap<String, String> annotations) {}

    /// Raises these and ends all others of the same names. Nothing is written when nothing changed.
    void tell(Set<String> names, List<Own> raised) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var open = open(names);
        var reports = new ArrayList<AlertReport>();
        for (Own own : raised) {
            var labels = own.allLabels();
            var before = open.remove(Fingerprint.of(labels));
            var annotations = Delivery.sorted();
            annotations.put("summary", own.summary());
            if (before == null || !before.annotations().equals(annotations)) {
                var since = before != null ? before.startsAt() : own.since() != null ? own.since() : now;
                reports.add(new AlertReport(false, labels, annotations, since, null, null));
            }
        }
        open.values()
                .forEach(over -> reports.add(
                        new AlertReport(true, over.labels(), over.annotations(), over.startsAt(), now, null)));
        if (!reports.isEmpty()) {
            batch.report(CLUSTER, reports, _ -> false);
        }
    }

    /// By the fingerprint.
    private Map<Long, Open> open(Set<String> names) {
        var open = new HashMap<Long, Open>();
        jdbc.query(
                connection -> {
                    var ps = connection.prepareStatement("select e.fingerprint, e.starts_at, a.labels, e.annotations"
                            + " from alert_episode e join alert a on a.cluster = e.cluster"
                            + " and a.fingerprint = e.fingerprint"
                            + " where e.ends_at is null and e.cluster = ? and a.name = any(?)");
                    ps.setString(1, CLUSTER);
                    EpisodeStore.texts(ps, 2, List.copyOf(names), name -> name);
                    return ps;
                },
                rs -> {
                    open.put(
                            rs.getLong(1),
                            new Open(
                                    rs.getObject(2, OffsetDateTime.class).toInstant(),
                                    sorted(rs.getString(3)),
                                    sorted(rs.getString(4))));
                });
        return open;
    }

    private static SortedMap<String, String> sorted(String json) {
        var sorted = Delivery.sorted();
        sorted.putAll(LabelJson.read(json));
        return sorted;
    }
}
