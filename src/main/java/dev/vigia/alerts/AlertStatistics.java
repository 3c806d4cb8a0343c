package dev.vigia.alerts;

import dev.vigia.alerts.StatisticsCounts.Count;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the numbers about alerts: how many, how noisy, how fast somebody cared and how fast they were over. What
/// is not known is null and never 0.
@Service
public class AlertStatistics {

    /// The longest window, and of what it may be asked.
    public static final int MOST_DAYS = 366;

    private static final int NOISIEST = 25;
    private static final int LOOKED_UP_AT_ONCE = 1_000;

    private final StatisticsCounts counts;
    private final EpisodeRows rows;
    private final RunbookLibrary runbooks;
    private final Clock clock;

    AlertStatistics(StatisticsCounts counts, EpisodeRows rows, RunbookLibrary runbooks, Clock clock) {
        this.counts = counts;
        this.rows = rows;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    /// @param days how far back, today included; days begin at midnight UTC; 1 to [#MOST_DAYS]
    /// @param project null for all
    /// @param severity null for all
    public record Question(
            int days,
            @Nullable ProjectKey project,
            @Nullable Severity severity) {

        public Question {
            if (days < 1 || days > MOST_DAYS) {
                throw new IllegalArgumentException("days is " + days + "; it must be between 1 and " + MOST_DAYS);
            }
        }
    }

    /// @param acknowledged of how many [#timeToAcknowledge] is the mean
    /// @param timeToAcknowledge from start to acknowledgement; null if nobody acknowledged any
    /// @param ended of how many [#timeToResolve] is the mean
    /// @param timeToResolve from start to end; null if none ended
    /// @param flaps episodes that began within an hour after the alert's one before
    /// @param withRunbook share of the episodes whose alert has a runbook, 0 to 1; null if there is no episode
    /// @param marked how many somebody marked as useful or noise
    /// @param noise share of the marked ones that are noise, 0 to 1; null if none is marked
    public record Numbers(
            long episodes,
            long acknowledged,
            @Nullable Duration timeToAcknowledge,
            long ended,
            @Nullable Duration timeToResolve,
            long flaps,
            @Nullable Double withRunbook,
            long marked,
            @Nullable Double noise) {

        /// Whether at least every second time it came back within the hour.
        public boolean isFlapping() {
            return flaps >= 3 && flaps * 2 >= episodes;
        }
    }

    /// @param episodes null for a day of which nothing was recorded
    public record Day(LocalDate day, @Nullable Long episodes) {}

    /// @param recordedSince since when alerts are kept; null if there never was one
    /// @param days oldest first, without gaps
    /// @param noisiest by the alert's name, most episodes first
    /// @param byProject most episodes first; under an empty text those of no project
    /// @param bySeverity worst first
    public record Report(
            Instant from,
            Instant to,
            @Nullable Instant recordedSince,
            Numbers all,
            List<Day> days,
            Map<String, Numbers> noisiest,
            Map<String, Numbers> byProject,
            Map<Severity, Numbers> bySeverity) {}

    /// Of what began in the window.
    public Report report(Question question) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var first = today.minusDays(question.days() - 1L);
        var from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        var found = counts.between(from, now, question.project(), question.severity());
        var covered = covered(found);
        var recordedSince = counts.recordedSince();
        return new Report(
                from,
                now,
                recordedSince,
                numbers(found, covered),
                days(first, today, recordedSince, found),
                most(by(found, Count::name), covered, NOISIEST),
                most(by(found, Count::project), covered, Integer.MAX_VALUE),
                severities(by(found, Count::severity), covered));
    }

    private static List<Day> days(
            LocalDate first, LocalDate today, @Nullable Instant recordedSince, List<Count> found) {
        var known = recordedSince == null ? null : LocalDate.ofInstant(recordedSince, ZoneOffset.UTC);
        var perDay = found.stream().collect(Collectors.groupingBy(Count::day, Collectors.summingLong(Count::episodes)));
        var days = new ArrayList<Day>();
        for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
            var recorded = known != null && !day.isBefore(known);
            days.add(new Day(day, recorded ? perDay.getOrDefault(day, 0L) : perDay.get(day)));
        }
        return days;
    }

    private static <K> Map<K, List<Count>> by(List<Count> found, Function<Count, K> key) {
        return found.stream().collect(Collectors.groupingBy(key));
    }

    private static Map<String, Numbers> most(Map<String, List<Count>> groups, Set<String> covered, int most) {
        return groups.entrySet().stream()
                .map(group -> Map.entry(group.getKey(), numbers(group.getValue(), covered)))
                .sorted(Comparator.<Map.Entry<String, Numbers>>comparingLong(
                                entry -> entry.getValue().episodes())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    private static Map<Severity, Numbers> severities(Map<Severity, List<Count>> groups, Set<String> covered) {
        var severities = new TreeMap<Severity, Numbers>(Comparator.reverseOrder());
        groups.forEach((severity, counted) -> severities.put(severity, numbers(counted, covered)));
        return severities;
    }

    private static Numbers numbers(List<Count> found, Set<String> covered) {
        long episodes = 0;
        long acknowledged = 0;
        double toAcknowledge = 0;
        long ended = 0;
        double toResolve = 0;
        long flaps = 0;
        long withRunbook = 0;
        long marked = 0;
        long noise = 0;
        for (Count count : found) {
            episodes += count.episodes();
            acknowledged += count.acknowledged();
            toAcknowledge += count.secondsToAcknowledge();
            ended += count.ended();
            toResolve += count.secondsToResolve();
            flaps += count.flaps();
            withRunbook += covered.contains(count.name()) ? count.episodes() : 0;
            marked += count.marked();
            noise += count.noise();
        }
        return new Numbers(
                episodes,
                acknowledged,
                mean(toAcknowledge, acknowledged),
                ended,
                mean(toResolve, ended),
                flaps,
                episodes == 0 ? null : (double) withRunbook / episodes,
                marked,
                marked == 0 ? null : (double) noise / marked);
    }

    private static @Nullable Duration mean(double seconds, long of) {
        return of == 0 ? null : Duration.of(Math.round(seconds * 1000 / of), ChronoUnit.MILLIS);
    }

    /// The names of alerts that have a runbook. One alert is asked for each name: what differs between two of a name
    /// hardly ever leads to another runbook.
    private Set<String> covered(List<Count> found) {
        var samples = new HashMap<String, EpisodeId>();
        found.forEach(count ->
                samples.merge(count.name(), count.sample(), (one, other) -> one.value() > other.value() ? one : other));
        var ids = List.copyOf(samples.values());
        var covered = new HashSet<String>();
        for (int from = 0; from < ids.size(); from += LOOKED_UP_AT_ONCE) {
            rows.all(ids.subList(from, Math.min(ids.size(), from + LOOKED_UP_AT_ONCE))).stream()
                    .filter(episode ->
                            !(runbooks.match(episode.labels(), episode.annotations()) instanceof RunbookMatch.Missing))
                    .forEach(episode -> covered.add(episode.name()));
        }
        return covered;
    }
}
