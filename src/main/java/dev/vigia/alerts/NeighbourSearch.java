package dev.vigia.alerts;

import dev.vigia.alerts.Neighbours.Shared;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Finds what fires beside an alert, in one pass over what fires.
@Component
class NeighbourSearch {

    private static final int NAMED = 3;

    /// Grouped, so that the labels are read.
    private static final AlertQuery EVERYTHING =
            new AlertQuery(Set.of(), LabelMatchers.ALL, null, null, AlertNaming.NAME);

    private final BoardScan scan;
    private final AlertSettings settings;
    private final Clock clock;

    NeighbourSearch(BoardScan scan, AlertSettings settings, Clock clock) {
        this.scan = scan;
        this.settings = settings;
        this.clock = clock;
    }

    private static final class Found {
        private long alerts;
        private final Set<String> names = new LinkedHashSet<>();
    }

    /// @param labels the alert's
    /// @param by labels that make two alerts neighbours, the most telling first
    Neighbours of(Map<String, String> labels, List<String> by) {
        var found = new LinkedHashMap<String, Found>();
        by.stream().filter(labels::containsKey).forEach(label -> found.put(label, new Found()));
        var firing = new long[1];
        scan.open(EVERYTHING, clock.instant(), slim -> {
            var fires = slim.state() == AlertState.FIRING || slim.state() == AlertState.ACKNOWLEDGED;
            var name = slim.labels().getOrDefault(AlertNaming.NAME, "");
            // One that always fires tells nothing.
            if (!fires || slim.labels().equals(labels) || settings.watchdogs().contains(name)) {
                return;
            }
            firing[0]++;
            found.forEach((label, each) -> {
                if (String.valueOf(labels.get(label)).equals(slim.labels().get(label))) {
                    each.alerts++;
                    if (each.names.size() < NAMED) {
                        each.names.add(name);
                    }
                }
            });
        });
        var shared = new ArrayList<Shared>();
        found.forEach((label, each) -> {
            if (each.alerts > 0) {
                shared.add(new Shared(label, String.valueOf(labels.get(label)), each.alerts, List.copyOf(each.names)));
            }
        });
        return new Neighbours(firing[0], shared);
    }
}
