package dev.vigia.versions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One plot as `dvc plots show` draws it.
///
/// @param id the file's path, or the free name in `dvc.yaml`
/// @param scatter whether its points are not joined
/// @param curves one for each field and file it names
/// @param remarks what is not drawn, and why
public record Plot(
        String id,
        String title,
        @Nullable String xLabel,
        @Nullable String yLabel,
        boolean scatter,
        List<Curve> curves,
        List<String> remarks) {

    /// @param field the column of `y`
    public record Curve(String file, String field, List<Point> points) {}

    /// @param y NaN if it is not a number
    public record Point(double x, double y) {}
}
