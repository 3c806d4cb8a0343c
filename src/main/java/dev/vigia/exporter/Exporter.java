package dev.vigia.exporter;

import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import dev.vigia.platform.Release;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Asks every part of Vigía at each scrape. One that fails costs only its own metrics, and the scrape says which.
@Component
class Exporter implements MultiCollector {

    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

    private final List<MetricSource> sources;

    /// Named in the log once, not at every scrape.
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /// @param registry none where metrics are switched off
    Exporter(List<MetricSource> sources, ObjectProvider<PrometheusRegistry> registry) {
        this.sources = sources;
        registry.ifAvailable(each -> each.register(this));
    }

    @Override
    public MetricSnapshots collect() {
        var snapshots = MetricSnapshots.builder();
        var up = MetricFamily.of(
                "vigia_metrics_up", "Whether this part of Vigía could say its metrics at this scrape", "part");
        for (MetricSource source : sources) {
            try {
                source.families().stream()
                        .filter(family -> !family.series().isEmpty())
                        .forEach(family -> snapshots.metricSnapshot(snapshot(family)));
                up.add(1, source.name());
                failing.remove(source.name());
            } catch (RuntimeException e) {
                if (failing.add(source.name())) {
                    LOG.warn("The metrics of {} cannot be told until further notice", source.name(), e);
                }
                up.add(0, source.name());
            }
        }
        return snapshots.metricSnapshot(snapshot(up)).metricSnapshot(build()).build();
    }

    /// `vigia_build_info`, as is the custom.
    private static InfoSnapshot build() {
        return InfoSnapshot.builder()
                .name("vigia_build")
                .help("Which release of Vigía this is")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", Release.version()))
                        .build())
                .build();
    }

    private static GaugeSnapshot snapshot(MetricFamily family) {
        var names = family.labels().toArray(String[]::new);
        var snapshot = GaugeSnapshot.builder().name(family.name()).help(family.help());
        family.series()
                .forEach(series -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(names, series.labels().toArray(String[]::new)))
                        .value(series.value())
                        .build()));
        return snapshot.build();
    }
}
