package dev.vigia.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a chart shows, as the element `<vigia-chart>` takes it in JSON:
///
/// ```json
/// {"x": "time", "unit": "s", "better": "lower", "xLabel": null, "yLabel": null,
///  "series": [{"name": "RMSE", "kind": "line", "points": [
///    {"x": 1763712000000, "y": 0.137, "label": "train", "run": "c5d9b8e", "version": "v1.4.0",
///     "href": "runs?run=c5d9b8e", "state": "breach"}]}],
///  "limits": [{"y": 0.1298, "label": "limit 0.1298", "severity": "critical"}],
///  "band": {"from": 0.11, "to": 0.12, "label": "baseline v1.2.4 · 0.118"},
///  "ticks": [{"x": 1763712000000, "label": "v1.4.0"}],
///  "summary": "24 runs, 0.109 to 0.141; one breach, at v1.4.0."}
/// ```
///
/// @param x what the points stand over
/// @param unit follows every value; null where there is none
/// @param better `lower` or `higher`; null where neither is
/// @param limits dashed lines, `warning` in the warning colour, `info` quiet, any other severity in the bad one
/// @param band the baseline, as an area
/// @param ticks thin vertical lines with the names of versions
/// @param summary what is to be seen, in a sentence, for whoever cannot; null lets the browser count
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChartData(
        Axis x,
        @Nullable String unit,
        @Nullable String better,
        @Nullable String xLabel,
        @Nullable String yLabel,
        List<Series> series,
        List<Limit> limits,
        @Nullable Band band,
        List<Tick> ticks,
        @Nullable String summary) {

    /// Lines over a number, such as ROC curves.
    public static ChartData ofValues(@Nullable String xLabel, @Nullable String yLabel, List<Series> series) {
        return new ChartData(Axis.VALUE, null, null, xLabel, yLabel, series, List.of(), null, List.of(), null);
    }

    /// What `x` of a point is: milliseconds since 1970, the version's place in its row from 0, or a number.
    public enum Axis {
        @JsonProperty("time")
        TIME,
        @JsonProperty("version")
        VERSION,
        @JsonProperty("value")
        VALUE
    }

    /// @param name empty if there is only one
    /// @param points in the order of their x, except for curves over a number
    public record Series(String name, Kind kind, List<Point> points) {

        public Series(String name, List<Point> points) {
            this(name, Kind.LINE, points);
        }
    }

    public enum Kind {
        @JsonProperty("line")
        LINE,
        @JsonProperty("scatter")
        SCATTER
    }

    /// @param y null for NaN
    /// @param run as a person reads it, its name or short id
    /// @param href where a click leads, inside the application and relative to its root
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            double x,
            @Nullable Double y,
            @Nullable String label,
            @Nullable String run,
            @Nullable String version,
            @Nullable String href,
            State state) {

        /// The same with another height.
        public Point with(@Nullable Double other) {
            return new Point(x, other, label, run, version, href, state);
        }

        public static Point of(double x, double y) {
            return new Point(x, y, null, null, null, null, State.OK);
        }
    }

    /// What is marked at a point: a triangle for a breach, a hollow one for what would have been one under a rule
    /// that is only being tried, a hollow diamond for an outlier, a cross at the foot for NaN.
    public enum State {
        @JsonProperty("ok")
        OK,
        @JsonProperty("breach")
        BREACH,
        @JsonProperty("would")
        WOULD_BREACH,
        @JsonProperty("outlier")
        OUTLIER,
        @JsonProperty("nan")
        NAN
    }

    public record Limit(double y, String label, String severity) {}

    public record Band(double from, double to, String label) {}

    public record Tick(double x, String label) {}
}
