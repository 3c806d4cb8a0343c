package dev.vigia.kpi;

import dev.vigia.platform.LogLine;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Opens a breach when the newest sample of a KPI is beyond a limit, keeps it while that lasts, and closes it when a
/// sample is back within. One at a time for each KPI and rule.
@Component
class BreachBook {

    private static final Logger LOG = LoggerFactory.getLogger(BreachBook.class);

    private final BreachStore store;

    BreachBook(BreachStore store) {
        this.store = store;
    }

    /// The newest sample of a KPI and what it is compared with.
    ///
    /// @param sample null if the KPI has none any more
    /// @param baselineValue null if there is none
    record Newest(
            Kpi kpi,
            @Nullable Sample sample,
            @Nullable String version,
            @Nullable Baseline baseline,
            @Nullable Double baselineValue) {}

    /// @param all KPIs of the project; a breach of any other ends
    /// @return whether anything was written
    boolean enter(ProjectKey project, List<Newest> all, Instant now) {
        var open = new HashMap<String, KpiBreach>();
        store.open(project).forEach(breach -> open.put(key(breach.kpi(), breach.rule()), breach));
        var wrote = false;
        for (var newest : all) {
            if (newest.sample() != null) {
                wrote |= enter(project, newest, newest.sample(), open);
            }
        }
        open.values().forEach(breach -> {
            store.close(breach, now);
            tell(breach, "kpi-breach-ended", "The breach of " + breach.kpi() + " of " + project + " is over.");
        });
        return wrote || !open.isEmpty();
    }

    private boolean enter(ProjectKey project, Newest newest, Sample sample, Map<String, KpiBreach> open) {
        var kpi = newest.kpi();
        var wrote = false;
        for (var crossed :
                Limits.of(kpi, sample.value(), newest.baselineValue()).crossed()) {
            var before = open.remove(key(kpi.name(), crossed.rule()));
            var baseline = crossed.rule().contains("baseline") ? newest.baseline() : null;
            var breach = new KpiBreach(
                    before == null ? 0 : before.id(),
                    project,
                    kpi.name(),
                    crossed.rule(),
                    crossed.severity(),
                    before == null ? sample.at() : before.openedAt(),
                    null,
                    sample.value(),
                    crossed.limit(),
                    baseline == null ? null : newest.baselineValue(),
                    baseline == null ? null : baseline.name(),
                    sample.source(),
                    sample.origin(),
                    newest.version());
            if (before == null) {
                store.open(breach);
                tell(breach, "kpi-breach-began", breach.sentence());
                wrote = true;
            } else if (!Objects.equals(before, breach)) {
                store.update(breach);
                wrote = true;
            }
        }
        if (Double.isNaN(sample.value())) {
            // A value that is no number says nothing about the limits: what was beyond one is not known to be back.
            kpi.thresholds().forEach(threshold -> open.remove(key(kpi.name(), threshold.rule())));
        }
        return wrote;
    }

    private static void tell(KpiBreach breach, String action, String sentence) {
        LogLine.info(LOG, action)
                .with(LogLine.PROJECT, breach.project())
                .with(LogLine.KPI, breach.kpi())
                .with(LogLine.VERSION, breach.version())
                .with(LogLine.RUN, breach.source() == SampleSource.RUN ? breach.origin() : null)
                .say(sentence);
    }

    private static String key(String kpi, String rule) {
        return kpi + '\u0000' + rule;
    }
}
