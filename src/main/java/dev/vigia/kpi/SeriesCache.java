package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The series that were read last, in memory: of one that only grew, no more than its new end is read again. What else
/// may happen to a series raises its revision.
@Component
class SeriesCache {

    /// Samples at most, 26 bytes each.
    private static final int CAPACITY = 3_000_000;

    private static final int FETCHED = 10_000;

    private final JdbcTemplate jdbc;
    private final LinkedHashMap<Key, Series> held = new LinkedHashMap<>(16, 0.75f, true);

    SeriesCache(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(FETCHED);
    }

    private record Key(ProjectKey project, String kpi) {}

    /// In a transaction, for PostgreSQL hands out rows bit by bit only there.
    @Transactional(readOnly = true)
    Series of(ProjectKey project, String kpi) {
        var key = new Key(project, kpi);
        Series before;
        synchronized (held) {
            before = held.getOrDefault(key, Series.EMPTY);
        }
        // Asked before it is read: what changes meanwhile is read once more the next time.
        var revision = revision(key);
        var fits = before.size() > 0 && before.revision() == revision;
        var now = fits ? grown(key, before) : read(key, revision, null);
        if (now != before) {
            keep(key, now);
        }
        return now;
    }

    private void keep(Key key, Series series) {
        synchronized (held) {
            held.put(key, series);
            var samples = held.values().stream().mapToLong(Series::size).sum();
            for (var eldest = held.entrySet().iterator(); samples > CAPACITY && held.size() > 1; ) {
                samples -= eldest.next().getValue().size();
                eldest.remove();
            }
        }
    }

    private Series grown(Key key, Series before) {
        var more = read(key, before.revision(), before);
        return more.size() == 0 ? before : before.with(more);
    }

    private long revision(Key key) {
        var revisions = jdbc.queryForList(
                "select revision from kpi_series where project = ? and kpi = ?",
                Long.class,
                key.project().value(),
                key.kpi());
        return revisions.isEmpty() ? 0 : revisions.getFirst();
    }

    private Series read(Key key, long revision, @Nullable Series before) {
        var rows = new Rows();
        var since = before == null
                ? OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                : instant(before.at()[before.size() - 1]).atOffset(ZoneOffset.UTC);
        jdbc.query(
                "select s.id, s.sampled_at, s.sample, s.clocked from kpi_sample s where s.project = ? and s.kpi = ?"
                        + " and s.sampled_at > ? and" + SampleStore.COUNTS + " order by s.sampled_at, s.id",
                rs -> {
                    rows.add(
                            rs.getLong(1),
                            micros(rs.getObject(2, OffsetDateTime.class).toInstant()),
                            rs.getDouble(3),
                            rs.getBoolean(4));
                },
                key.project().value(),
                key.kpi(),
                since);
        return rows.series(revision);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// Arrays that grow.
    private static final class Rows {

        private long[] ids = new long[256];
        private long[] at = new long[256];
        private double[] values = new double[256];
        private boolean[] clocked = new boolean[256];
        private int size;

        void add(long id, long micros, double value, boolean byClock) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                at = Arrays.copyOf(at, size * 2);
                values = Arrays.copyOf(values, size * 2);
                clocked = Arrays.copyOf(clocked, size * 2);
            }
            ids[size] = id;
            at[size] = micros;
            clocked[size] = byClock;
            values[size++] = value;
        }

        Series series(long revision) {
            return Series.of(
                    revision,
                    Arrays.copyOf(at, size),
                    Arrays.copyOf(values, size),
                    Arrays.copyOf(ids, size),
                    Arrays.copyOf(clocked, size));
        }
    }
}
