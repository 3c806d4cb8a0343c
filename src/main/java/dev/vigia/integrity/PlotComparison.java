package dev.vigia.integrity;

import dev.vigia.platform.ChartData;
import dev.vigia.versions.Plot;
import dev.vigia.versions.VersionPlots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The plots of two versions, drawn over each other where both have the same.
///
/// @param remarks why one of the versions shows none
public record PlotComparison(List<Drawn> plots, List<String> remarks) {

    /// @param chart null if nothing of it can be drawn
    /// @param remarks what is not drawn, and why
    public record Drawn(String id, String title, @Nullable ChartData chart, List<String> remarks) {}

    /// @param a the name of the version
    static PlotComparison of(String a, VersionPlots.Found before, String b, VersionPlots.Found after) {
        var remarks = new ArrayList<String>();
        remark(a, before, remarks);
        if (!a.equals(b)) {
            remark(b, after, remarks);
        }
        var ids = new LinkedHashMap<String, Map<String, Plot>>();
        before.plots()
                .forEach(plot -> ids.computeIfAbsent(plot.id(), id -> new LinkedHashMap<>())
                        .put(a, plot));
        after.plots()
                .forEach(plot -> ids.computeIfAbsent(plot.id(), id -> new LinkedHashMap<>())
                        .put(b, plot));
        return new PlotComparison(
                ids.entrySet().stream()
                        .map(one -> drawn(one.getKey(), one.getValue()))
                        .toList(),
                List.copyOf(remarks));
    }

    private static void remark(String tag, VersionPlots.Found found, List<String> remarks) {
        if (found.why() != null) {
            remarks.add(tag + ": " + found.why());
        }
    }

    /// @param versions one or two, by the version's name
    private static Drawn drawn(String id, Map<String, Plot> versions) {
        var series = new ArrayList<ChartData.Series>();
        var remarks = new LinkedHashSet<String>();
        // The later version's words are the ones that hold now.
        var last = List.copyOf(versions.values()).getLast();
        versions.forEach((tag, plot) -> {
            plot.remarks().forEach(remark -> remarks.add(tag + ": " + remark));
            for (var curve : plot.curves()) {
                series.add(new ChartData.Series(
                        plot.curves().size() == 1 ? tag : tag + " " + name(plot, curve),
                        plot.scatter() ? ChartData.Kind.SCATTER : ChartData.Kind.LINE,
                        curve.points().stream().map(PlotComparison::point).toList()));
            }
        });
        return new Drawn(
                id,
                last.title(),
                series.isEmpty() ? null : ChartData.ofValues(last.xLabel(), last.yLabel(), series),
                List.copyOf(remarks));
    }

    private static String name(Plot plot, Plot.Curve curve) {
        long same = plot.curves().stream()
                .filter(other -> other.field().equals(curve.field()))
                .count();
        return same == 1 ? curve.field() : curve.file() + " " + curve.field();
    }

    private static ChartData.Point point(Plot.Point point) {
        return new ChartData.Point(
                point.x(), Double.isFinite(point.y()) ? point.y() : null, null, null, null, null, ChartData.State.OK);
    }
}
