package dev.vigia.kpi;

import dev.vigia.projects.Kpi;
import dev.vigia.projects.ProjectKey;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Points of a series for a chart: picked in memory, and only of those that are shown their names are asked for.
@Component
class Charting {

    private final SeriesCache cache;
    private final JdbcTemplate jdbc;

    Charting(SeriesCache cache, JdbcTemplate jdbc) {
        this.cache = cache;
        this.jdbc = jdbc;
    }

    /// @param kpi with the thresholds to hold the samples against
    /// @param status whose baseline relative ones are relative to, where it may be held against a sample
    SeriesPage page(ProjectKey project, Kpi kpi, KpiStatus status, SeriesQuery query) {
        var series = cache.of(project, kpi.name());
        if (series.size() == 0) {
            return new SeriesPage(null, null, 0, 0, List.of());
        }
        var from = query.from() == null ? 0 : series.from(SeriesCache.micros(query.from()));
        var to = query.to() == null ? series.size() : series.from(SeriesCache.micros(query.to()));
        return new SeriesPage(
                SeriesCache.instant(series.at()[0]),
                SeriesCache.instant(series.at()[series.size() - 1]),
                Math.max(0, to - from),
                breaching(series, kpi, status, from, to),
                points(project, kpi, status, series, picked(series, from, to, query.points())));
    }

    private static long breaching(Series series, Kpi kpi, KpiStatus status, int from, int to) {
        var logged = Range.of(kpi, status.baselineFor(false));
        var clocked = Range.of(kpi, status.baselineFor(true));
        var values = series.values();
        var count = 0L;
        for (var i = from; i < to; i++) {
            if (!(series.clocked()[i] ? clocked : logged).contains(values[i])) {
                count++;
            }
        }
        return count;
    }

    /// What is within every limit.
    private record Range(double from, double to) {

        static Range of(Kpi kpi, @Nullable Double baseline) {
            var from = Double.NEGATIVE_INFINITY;
            var to = Double.POSITIVE_INFINITY;
            for (var threshold : kpi.thresholds()) {
                var limit = Limits.limit(threshold, baseline);
                if (limit != null && threshold.kind().isAbove()) {
                    to = Math.min(to, limit);
                } else if (limit != null) {
                    from = Math.max(from, limit);
                }
            }
            return new Range(from, to);
        }

        /// Never NaN.
        boolean contains(double value) {
            return value >= from && value <= to;
        }
    }

    /// Numbers are thinned out; what is no finite number has no place on the line, and is kept as far as there is room.
    private static int[] picked(Series series, int from, int to, int most) {
        if (to - from <= most) {
            return IntStream.range(from, Math.max(from, to)).toArray();
        }
        var values = series.values();
        var odd = IntStream.range(from, to)
                .filter(i -> !Double.isFinite(values[i]))
                .toArray();
        if (odd.length == 0) {
            return Downsampling.lttb(series.at(), values, from, to, most);
        }
        var even = IntStream.range(from, to)
                .filter(i -> Double.isFinite(values[i]))
                .toArray();
        var kept = Arrays.stream(odd).limit(most / 4).toArray();
        if (even.length == 0) {
            return kept;
        }
        var at = Arrays.stream(even).mapToLong(i -> series.at()[i]).toArray();
        var numbers = Arrays.stream(even).mapToDouble(i -> values[i]).toArray();
        var thinned = Downsampling.lttb(at, numbers, 0, even.length, most - kept.length);
        return IntStream.concat(Arrays.stream(thinned).map(i -> even[i]), Arrays.stream(kept))
                .sorted()
                .toArray();
    }

    /// @param run null where the origin is none that is known
    private record Named(
            SampleSource source,
            String origin,
            @Nullable String run,
            @Nullable String version) {}

    private List<SeriesPage.Point> points(ProjectKey project, Kpi kpi, KpiStatus status, Series series, int[] picked) {
        var names = names(project, kpi, series, picked);
        var points = new ArrayList<SeriesPage.Point>(picked.length);
        for (var i : picked) {
            var named = names.get(series.ids()[i]);
            if (named != null) {
                var baseline = status.baselineFor(series.clocked()[i]);
                var crossed = Limits.of(kpi, series.values()[i], baseline).crossed().stream()
                        .map(Limits.Crossed::rule)
                        .toList();
                points.add(new SeriesPage.Point(
                        SeriesCache.instant(series.at()[i]),
                        series.values()[i],
                        named.source(),
                        named.origin(),
                        named.run(),
                        named.version(),
                        crossed,
                        series.outliers()[i],
                        series.clocked()[i]));
            }
        }
        return points;
    }

    /// By the sample's id. Time and id together are the key of the table.
    private Map<Long, Named> names(ProjectKey project, Kpi kpi, Series series, int[] picked) {
        var names = new HashMap<Long, Named>();
        if (picked.length == 0) {
            return names;
        }
        var at = Arrays.stream(picked)
                .mapToObj(i -> Timestamp.from(SeriesCache.instant(series.at()[i])))
                .toArray();
        var ids = Arrays.stream(picked).mapToObj(i -> series.ids()[i]).toArray(Long[]::new);
        jdbc.query(
                "select s.id, s.source, s.origin, r.name, v.tag from unnest(cast(? as timestamp with time zone array),"
                        + " cast(? as bigint array)) wanted (wanted_at, wanted_id) join kpi_sample s on s.project = ?"
                        + " and s.kpi = ? and s.sampled_at = wanted.wanted_at and s.id = wanted.wanted_id"
                        + " left join runs r on r.project = s.project and r.run_id = s.origin and s.source = 'RUN'"
                        + " left join kpi_version v on v.project = s.project and v.run_id = s.origin"
                        + " and s.source = 'RUN'",
                ps -> {
                    var connection = ps.getConnection();
                    ps.setArray(1, connection.createArrayOf("timestamptz", at));
                    ps.setArray(2, connection.createArrayOf("bigint", ids));
                    ps.setString(3, project.value());
                    ps.setString(4, kpi.name());
                },
                rs -> {
                    var source = SampleSource.valueOf(rs.getString(2));
                    var origin = rs.getString(3);
                    names.put(
                            rs.getLong(1),
                            new Named(
                                    source,
                                    origin,
                                    rs.getString(4),
                                    source == SampleSource.DVC ? origin : rs.getString(5)));
                });
        return names;
    }
}
