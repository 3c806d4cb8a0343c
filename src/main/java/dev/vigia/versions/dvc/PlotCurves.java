package dev.vigia.versions.dvc;

import dev.vigia.versions.Plot;
import dev.vigia.versions.dvc.PlotDefinition.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From a definition and its files to curves, by the rules of DVC's own: without `y` the last column is drawn, without
/// `x` the row's number; several `x` go with as many `y`; columns of two files are joined by their rows.
final class PlotCurves {

    private static final String ROW = "step";
    private static final Set<String> JOINED = Set.of("linear", "simple", "smooth");
    private static final Set<String> DOTS = Set.of("scatter", "scatter_jitter");

    interface Files {
        PlotData read(String path) throws BrokenFileException;
    }

    private PlotCurves() {}

    static Plot draw(PlotDefinition definition, Files files) {
        List<String> remarks = new ArrayList<>();
        List<Plot.Curve> curves = new ArrayList<>();
        String template = definition.template() == null ? "linear" : definition.template();
        List<Column> ys = List.of();
        try {
            if (Set.of("confusion", "confusion_normalized", "bar_horizontal", "bar_horizontal_sorted")
                    .contains(template)) {
                throw new BrokenFileException("its template " + template + " is not drawn here");
            }
            if (!JOINED.contains(template) && !DOTS.contains(template)) {
                remarks.add(definition.id() + " has a template of its own, " + template + "; it is drawn as lines.");
            }
            ys = ys(definition, files);
            if (definition.x().size() > 1 && definition.x().size() != ys.size()) {
                throw new BrokenFileException(
                        "it names " + definition.x().size() + " columns for x and " + ys.size() + " for y");
            }
            for (int i = 0; i < ys.size(); i++) {
                curves.add(curve(definition, i, ys.get(i), files, remarks));
            }
        } catch (BrokenFileException e) {
            curves.clear();
            remarks.add(definition.id() + " is not drawn: " + e.why() + ".");
        }
        return new Plot(
                definition.id(),
                definition.title() == null ? definition.id() : definition.title(),
                xLabel(definition),
                yLabel(definition, ys),
                DOTS.contains(template),
                List.copyOf(curves),
                List.copyOf(new LinkedHashSet<>(remarks)));
    }

    private static List<Column> ys(PlotDefinition definition, Files files) throws BrokenFileException {
        if (!definition.ys().isEmpty()) {
            return definition.ys();
        }
        String last =
                definition.file() == null ? null : files.read(definition.file()).last();
        if (last == null) {
            throw new BrokenFileException("it has no rows");
        }
        return List.of(new Column(null, last));
    }

    private static Plot.Curve curve(PlotDefinition definition, int index, Column y, Files files, List<String> remarks)
            throws BrokenFileException {
        String yFile = Objects.requireNonNullElse(y.file(), definition.id());
        PlotData data = files.read(yFile);
        verify(data, yFile, y.field());
        Column x = definition.x().isEmpty()
                ? null
                : definition.x().get(definition.x().size() > 1 ? index : 0);
        List<Map<String, Object>> across = data.rows();
        if (x != null) {
            String xFile = Objects.requireNonNullElse(x.file(), definition.id());
            PlotData xs = files.read(xFile);
            verify(xs, xFile, x.field());
            across = xs.rows();
            if (across.size() != data.rows().size()) {
                throw new BrokenFileException(x.field() + " of " + xFile + " and " + y.field() + " of " + yFile
                        + " do not have the same number of rows");
            }
        }
        boolean inOrder = x == null;
        if (x != null && across.stream().anyMatch(row -> number(row.get(x.field())) == null)) {
            inOrder = true;
            remarks.add("Not every " + x.field() + " is a number: the rows are drawn in their order.");
        }
        List<Plot.Point> points = new ArrayList<>(across.size());
        for (int i = 0; i < across.size(); i++) {
            Double at = inOrder || x == null
                    ? Double.valueOf(i)
                    : number(across.get(i).get(x.field()));
            Double value = number(data.rows().get(i).get(y.field()));
            points.add(new Plot.Point(at == null ? i : at, value == null ? Double.NaN : value));
        }
        if (data.left() > 0) {
            remarks.add(yFile + " has " + (data.left() + data.rows().size()) + " rows; the first "
                    + data.rows().size() + " are drawn.");
        }
        return new Plot.Curve(yFile, y.field(), List.copyOf(points));
    }

    private static void verify(PlotData data, String file, String field) throws BrokenFileException {
        if (data.rows().isEmpty()) {
            throw new BrokenFileException(file + " has no rows");
        }
        if (!data.rows().getFirst().containsKey(field)) {
            throw new BrokenFileException(file + " has no column " + field);
        }
    }

    private static @Nullable Double number(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1.0 : 0.0;
            case Number number -> number.doubleValue();
            case String text -> parsed(text.strip());
            case null, default -> null;
        };
    }

    private static @Nullable Double parsed(String text) {
        try {
            return switch (text) {
                case "inf", "Inf", "Infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-Inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
                case "nan" -> Double.NaN;
                default -> Double.valueOf(text);
            };
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static String xLabel(PlotDefinition definition) {
        if (definition.xLabel() != null) {
            return definition.xLabel();
        }
        List<String> fields =
                definition.x().stream().map(Column::field).distinct().toList();
        return fields.isEmpty() ? ROW : fields.size() == 1 ? fields.getFirst() : "x";
    }

    private static @Nullable String yLabel(PlotDefinition definition, List<Column> ys) {
        if (definition.yLabel() != null) {
            return definition.yLabel();
        }
        List<String> fields = ys.stream().map(Column::field).distinct().toList();
        return fields.isEmpty() ? null : fields.size() == 1 ? fields.getFirst() : "y";
    }
}
