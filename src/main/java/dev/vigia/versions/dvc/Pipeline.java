package dev.vigia.versions.dvc;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `dvc.yaml` with its templates interpolated and its groups expanded.
///
/// @param metrics files and folders of the top-level `metrics`, from the repository's root
/// @param params files of the top-level `params`, from the repository's root
/// @param vars files that templates took values from
/// @param unresolved groups and stages whose templates could not be interpolated
/// @param plots of the top-level `plots`
record Pipeline(
        List<Stage> stages,
        List<String> metrics,
        List<String> params,
        Set<String> vars,
        List<Unresolved> unresolved,
        List<PlotDefinition> plots) {

    /// @param wdir from the repository's root
    /// @param cmd a string or a list of strings
    /// @param deps as written, relative to `wdir`
    /// @param params file, relative to `wdir`, to keys; no keys for the whole file
    record Stage(
            String name,
            String wdir,
            @Nullable Object cmd,
            List<String> deps,
            Map<String, List<String>> params,
            List<Out> outs) {}

    /// @param path as written, relative to the stage's `wdir`
    /// @param remote the output's own remote; null for the project's default
    /// @param plot its properties if it is a plot
    record Out(
            String path,
            boolean cache,
            boolean push,
            @Nullable String remote,
            boolean metric,
            @Nullable Map<?, ?> plot) {}

    /// @param name of the stage or group, without `@key`
    /// @param wdir null if that is what could not be interpolated
    /// @param outs with their `${…}` left in the paths
    record Unresolved(String name, @Nullable String wdir, List<Out> outs, String why) {}
}
