package dev.vigia.versions.dvc;

import dev.vigia.versions.dvc.Pipeline.Out;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A plot as `dvc.yaml` declares it, with its file names from the repository's root.
///
/// @param id the path of its file or folder, or a free name if `y` names the files
/// @param file null for a free name
/// @param x the columns, in the order of `ys` if there are several; none for the row's number
record PlotDefinition(
        String id,
        @Nullable String file,
        @Nullable String title,
        @Nullable String template,
        @Nullable String xLabel,
        @Nullable String yLabel,
        boolean header,
        List<Column> x,
        List<Column> ys) {

    /// @param file null for the plot's own
    record Column(@Nullable String file, String field) {}

    /// The items of the top-level `plots`: a path, a path with properties, or a free name with the files in `y`.
    ///
    /// @param folder of the `dvc.yaml`
    /// @param written with its templates resolved
    static List<PlotDefinition> topLevel(String folder, @Nullable Object written) {
        List<PlotDefinition> found = new ArrayList<>();
        List<?> items = written instanceof List<?> list ? list : written == null ? List.of() : List.of(written);
        for (Object item : items) {
            if (item instanceof Map<?, ?> map) {
                map.forEach((id, properties) -> add(
                        folder, Template.asText(id), properties instanceof Map<?, ?> given ? given : Map.of(), found));
            } else {
                add(folder, Template.asText(item), Map.of(), found);
            }
        }
        return found;
    }

    /// What a stage declares of one of its outputs; null if that is no plot.
    static @Nullable PlotDefinition of(String wdir, Out out) {
        String path = out.plot() == null ? null : Paths.resolve(wdir, out.path());
        return path == null ? null : of(path, path, wdir, Objects.requireNonNull(out.plot()));
    }

    private static void add(String folder, String id, Map<?, ?> properties, List<PlotDefinition> into) {
        if (properties.get("y") instanceof Map) {
            into.add(of(id, null, folder, properties));
            return;
        }
        String path = Paths.resolve(folder, id);
        if (path != null) {
            into.add(of(path, path, folder, properties));
        }
    }

    private static PlotDefinition of(String id, @Nullable String file, String folder, Map<?, ?> properties) {
        List<Column> ys = columns(folder, properties.get("y"));
        List<Column> xs = columns(folder, properties.get("x"));
        Object x = properties.get("x");
        if (x instanceof String field && file == null && properties.get("y") instanceof Map) {
            // One name for every file that y names, which counts once for each of them.
            xs = ys.stream().map(y -> new Column(y.file(), field)).toList();
        }
        return new PlotDefinition(
                id,
                file,
                text(properties.get("title")),
                text(properties.get("template")),
                text(properties.get("x_label")),
                text(properties.get("y_label")),
                !Boolean.FALSE.equals(properties.get("header")),
                xs,
                ys);
    }

    private static List<Column> columns(String folder, @Nullable Object given) {
        List<Column> columns = new ArrayList<>();
        switch (given) {
            case Map<?, ?> files ->
                files.forEach((file, fields) -> {
                    String path = Paths.resolve(folder, Template.asText(file));
                    if (path != null) {
                        fields(fields).forEach(field -> columns.add(new Column(path, field)));
                    }
                });
            case null -> {}
            default -> fields(given).forEach(field -> columns.add(new Column(null, field)));
        }
        return columns;
    }

    private static List<String> fields(@Nullable Object given) {
        return switch (given) {
            case List<?> list -> list.stream().map(Template::asText).toList();
            case null -> List.of();
            default -> List.of(Template.asText(given));
        };
    }

    private static @Nullable String text(@Nullable Object given) {
        return given == null || given instanceof Map || given instanceof List ? null : Template.asText(given);
    }

    /// The same for one of the files of the folder that it stands for.
    PlotDefinition in(String path) {
        return new PlotDefinition(path, path, title, template, xLabel, yLabel, header, x, ys);
    }
}
