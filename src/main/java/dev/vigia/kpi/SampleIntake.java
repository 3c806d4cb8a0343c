package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Makes what is stored of some origins equal to what they say now: new values are added, others replaced, and what is
/// gone gets its end. The same once more writes nothing. Takes part in the caller's transaction.
@Component
class SampleIntake {

    private final SampleStore store;
    private final Clock clock;

    SampleIntake(SampleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Key(String origin, String kpi) {}

    /// @param origins all that were looked at, those that say nothing any more too
    /// @param said by those origins; an origin says one value a KPI at most
    /// @return the KPIs whose series changed
    Set<String> take(ProjectKey project, SampleSource source, Collection<String> origins, List<Sample> said) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var stored = new HashMap<Key, SampleStore.Stored>();
        store.of(project, source, origins)
                .forEach(each ->
                        stored.put(new Key(each.sample().origin(), each.sample().kpi()), each));
        var fresh = new ArrayList<Sample>();
        var over = new ArrayList<SampleStore.Stored>();
        for (var sample : said) {
            var before = stored.remove(new Key(sample.origin(), sample.kpi()));
            if (before == null) {
                fresh.add(sample);
            } else if (!same(before.sample(), sample)) {
                over.add(before);
                fresh.add(sample);
            }
        }
        over.addAll(stored.values());
        var rewritten = new HashSet<String>();
        over.forEach(each -> rewritten.add(each.sample().kpi()));
        earliest(fresh).forEach((kpi, at) -> {
            // A file at a tag may take the place of what the clock said of its run, wherever that stands.
            if (source == SampleSource.DVC
                    || !rewritten.contains(kpi)
                            && store.latest(project, kpi)
                                    .filter(last -> !last.at().isBefore(at))
                                    .isPresent()) {
                rewritten.add(kpi);
            }
        });
        store.end(project, over, now);
        store.insert(project, fresh, now);
        store.rewritten(project, rewritten);
        var changed = new HashSet<>(rewritten);
        fresh.forEach(sample -> changed.add(sample.kpi()));
        return changed;
    }

    private static Map<String, Instant> earliest(List<Sample> samples) {
        var earliest = new HashMap<String, Instant>();
        samples.forEach(
                sample -> earliest.merge(sample.kpi(), sample.at(), (one, other) -> one.isBefore(other) ? one : other));
        return earliest;
    }

    /// NaN is the same as NaN, unlike what `==` says.
    private static boolean same(Sample one, Sample other) {
        return Double.compare(one.value(), other.value()) == 0
                && one.at().equals(other.at())
                && one.clocked() == other.clocked();
    }
}
