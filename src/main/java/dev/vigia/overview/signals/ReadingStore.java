package dev.vigia.overview.signals;

import dev.vigia.overview.signals.SignalSource.Answer;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The table `signal_reading`. One job at a time writes the rows of a project, all of them together.
@Repository
class ReadingStore {

    private static final int LONGEST = 500;

    private final JdbcTemplate jdbc;
    private final ChangeTicker ticker;
    private final Clock clock;

    ReadingStore(JdbcTemplate jdbc, ChangeTicker ticker, Clock clock) {
        this.jdbc = jdbc;
        this.ticker = ticker;
        this.clock = clock;
    }

    /// @param number the last that was known
    /// @param problem why the newest answer held none
    record Reading(
            String query,
            @Nullable Double number,
            @Nullable Instant at,
            @Nullable String problem,
            Trend trend) {}

    Map<Signal, Reading> of(ProjectKey project) {
        var readings = new EnumMap<Signal, Reading>(Signal.class);
        jdbc.query(
                "select * from signal_reading where project = ?",
                rs -> {
                    readings.put(Signal.valueOf(rs.getString("signal")), reading(rs));
                },
                project.value());
        return readings;
    }

    /// What was last known stays where nothing newer is.
    @Transactional
    void keep(ProjectKey project, Signals signals, Map<Signal, Answer> answers) {
        var before = of(project);
        var now = clock.instant();
        jdbc.update("delete from signal_reading where project = ?", project.value());
        for (var rule : signals.rules()) {
            var answer = answers.get(rule.signal());
            if (answer != null) {
                insert(project, rule.signal(), next(rule, answer, before.get(rule.signal()), now));
            }
        }
        ticker.changed(GoldenSignals.TOPIC);
    }

    private static Reading next(Signals.Rule rule, Answer answer, @Nullable Reading before, Instant now) {
        if (answer.number() != null) {
            return new Reading(rule.query(), answer.number(), now, null, answer.trend());
        }
        var known = before != null && before.query().equals(rule.query()) ? before : null;
        return new Reading(
                rule.query(),
                known == null ? null : known.number(),
                known == null ? null : known.at(),
                storable(answer.problem() == null ? "There is no number." : answer.problem()),
                answer.trend());
    }

    private void insert(ProjectKey project, Signal signal, Reading reading) {
        jdbc.update(
                "insert into signal_reading (project, signal, query, number, number_at, problem, trend_from, trend_step,"
                        + " trend) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                project.value(),
                signal.name(),
                reading.query(),
                reading.number(),
                reading.at() == null ? null : reading.at().atOffset(ZoneOffset.UTC),
                reading.problem(),
                reading.trend().from().atOffset(ZoneOffset.UTC),
                reading.trend().step().toSeconds(),
                reading.trend().numbers().stream()
                        .map(number -> number.isNaN() ? "" : number.toString())
                        .collect(Collectors.joining(",")));
    }

    private static Reading reading(ResultSet rs) throws SQLException {
        var at = rs.getObject("number_at", OffsetDateTime.class);
        return new Reading(
                rs.getString("query"),
                rs.getObject("number", Double.class),
                at == null ? null : at.toInstant(),
                rs.getString("problem"),
                new Trend(
                        rs.getObject("trend_from", OffsetDateTime.class).toInstant(),
                        Duration.ofSeconds(rs.getInt("trend_step")),
                        numbers(rs.getString("trend"))));
    }

    private static List<Double> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(number -> number.isEmpty() ? Double.NaN : Double.parseDouble(number))
                        .toList();
    }

    /// PostgreSQL refuses NUL, and the words of a failing server can hold anything.
    private static String storable(String text) {
        return text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
