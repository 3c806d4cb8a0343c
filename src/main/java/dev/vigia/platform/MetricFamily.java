package dev.vigia.platform;

import java.util.ArrayList;
import java.util.List;

/// A metric with all its series, as Prometheus calls them.
///
/// @param name such as `vigia_kpi_value`, with the unit at its end
/// @param labels their names, the same for each series; their values come from settings and enums, never from what
/// somebody sends, so that there is an end to them
public record MetricFamily(String name, String help, List<String> labels, List<Series> series) {

    /// @param labels in the order of the family's
    public record Series(List<String> labels, double value) {}

    /// One without series yet.
    public static MetricFamily of(String name, String help, String... labels) {
        return new MetricFamily(name, help, List.of(labels), new ArrayList<>());
    }

    public void add(double value, String... of) {
        if (of.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels);
        }
        series.add(new Series(List.of(of), value));
    }
}
