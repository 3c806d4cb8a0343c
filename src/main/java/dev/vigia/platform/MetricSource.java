package dev.vigia.platform;

import java.util.List;

/// Port: what a module tells Prometheus. Asked at every scrape, so it costs a few small queries at most. What is not
/// known has no series: a number that stands for "unknown" would be taken for a good one.
public interface MetricSource {

    /// Names the source in the metric that says whether it answered.
    String name();

    List<MetricFamily> families();
}
