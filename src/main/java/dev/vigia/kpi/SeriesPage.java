package dev.vigia.kpi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a series, thinned out to what can be seen.
///
/// @param first when the whole series begins; null if it is empty
/// @param last when it ends
/// @param samples how many lie in the asked part
/// @param breaching how many of them are beyond a limit that counts now, NaN among them
/// @param points in the order of time
public record SeriesPage(
        @Nullable Instant first, @Nullable Instant last, long samples, long breaching, List<Point> points) {

    /// @param value NaN is a value, drawn as a gap with a mark
    /// @param origin id of the run, name of the tag, id of the report
    /// @param run its name, where it is a run that is still known
    /// @param crossed rules that it breaks, worst first
    /// @param unlikely outside what the 20 samples before it make likely
    /// @param clocked as in [Sample]
    public record Point(
            Instant at,
            double value,
            SampleSource source,
            String origin,
            @Nullable String run,
            @Nullable String version,
            List<String> crossed,
            boolean unlikely,
            boolean clocked) {}
}
