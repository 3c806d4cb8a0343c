package dev.vigia.projects;

import static dev.vigia.projects.SettingValues.blank;

import dev.vigia.projects.Threshold.Kind;
import dev.vigia.projects.Threshold.Severity;
import dev.vigia.projects.VigiaSettings.KpiSettings;
import dev.vigia.projects.VigiaSettings.ThresholdSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the KPIs of a project: four that every project has, with the limits teams commonly start from, and those
/// that it names. One that is named like one of the four changes it.
final class KpiReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
    private static final String ONE_OF =
            "expected exactly one of above, below, above-baseline-ratio and" + " below-baseline-ratio";

    /// Seed values: RMSE more than 10 % over the baseline, QWK below 0.70, training a quarter longer, 5 % drift.
    static final List<Kpi> USUAL = List.of(
            usual("rmse", "", Kpi.Better.LOWER, Kind.ABOVE_BASELINE_RATIO, 1.10),
            usual("qwk", "", Kpi.Better.HIGHER, Kind.BELOW, 0.70),
            usual(Kpi.TRAIN_TIME, "s", Kpi.Better.LOWER, Kind.ABOVE_BASELINE_RATIO, 1.25),
            usual(Kpi.DATA_DRIFT, "%", Kpi.Better.LOWER, Kind.ABOVE, 5));

    private final SettingValues values;

    KpiReader(SettingValues values) {
        this.values = values;
    }

    List<Kpi> read(String path, List<KpiSettings> given) {
        var kpis = new LinkedHashMap<String, Kpi>();
        USUAL.forEach(kpi -> kpis.put(kpi.name(), kpi));
        var named = new HashSet<String>();
        for (var i = 0; i < given.size(); i++) {
            var property = path + "[" + i + "]";
            var name = given.get(i).name();
            if (name == null || !NAME.matcher(name).matches()) {
                values.mistake(
                        property + ".name",
                        name,
                        "expected letters, digits, dots, dashes and underscores, at most 63, such as rmse");
            } else if (!named.add(name)) {
                values.mistake(property + ".name", name, "expected a name of its own: another KPI has it already");
            } else {
                kpis.put(name, read(property, name, given.get(i), kpis.get(name)));
            }
        }
        return List.copyOf(kpis.values());
    }

    private Kpi read(String path, String name, KpiSettings given, @Nullable Kpi usual) {
        var experiments = new ArrayList<String>();
        for (var i = 0; i < given.experiments().size(); i++) {
            if (blank(given.experiments().get(i))) {
                values.mistake(path + ".experiments[" + i + "]", null, "expected an experiment's name");
            }
            experiments.add(given.experiments().get(i));
        }
        return new Kpi(
                name,
                or(given.metric(), usual == null ? name : usual.metric()),
                or(given.unit(), usual == null ? "" : usual.unit()),
                better(path + ".better", given.better(), usual),
                List.copyOf(experiments),
                given.thresholds().isEmpty() && usual != null
                        ? usual.thresholds()
                        : thresholds(path + ".thresholds", given.thresholds()));
    }

    private Kpi.Better better(String property, @Nullable String given, @Nullable Kpi usual) {
        if (given == null || given.isBlank()) {
            if (usual == null) {
                values.mistake(property, given, "expected lower or higher: which of two values is the better one?");
            }
            return usual == null ? Kpi.Better.LOWER : usual.better();
        }
        return one(Kpi.Better.values(), given).orElseGet(() -> {
            values.mistake(property, given, "expected lower or higher");
            return Kpi.Better.LOWER;
        });
    }

    private List<Threshold> thresholds(String path, List<ThresholdSettings> given) {
        var read = new ArrayList<Threshold>();
        var rules = new HashSet<String>();
        for (var i = 0; i < given.size(); i++) {
            var property = path + "[" + i + "]";
            var threshold = threshold(property, given.get(i));
            if (threshold.isPresent() && !rules.add(threshold.get().rule())) {
                values.mistake(property, null, "expected one threshold of each kind and severity");
            }
            threshold.ifPresent(read::add);
        }
        return List.copyOf(read);
    }

    private Optional<Threshold> threshold(String path, ThresholdSettings given) {
        var numbers = new EnumMap<Kind, String>(Kind.class);
        put(numbers, Kind.ABOVE, given.above());
        put(numbers, Kind.BELOW, given.below());
        put(numbers, Kind.ABOVE_BASELINE_RATIO, given.aboveBaselineRatio());
        put(numbers, Kind.BELOW_BASELINE_RATIO, given.belowBaselineRatio());
        if (numbers.size() != 1) {
            values.mistake(path, null, ONE_OF);
            return Optional.empty();
        }
        var severity = blank(given.severity())
                ? Optional.of(Severity.WARNING)
                : one(Severity.values(), String.valueOf(given.severity()));
        if (severity.isEmpty()) {
            values.mistake(path + ".severity", given.severity(), "expected critical, warning or info");
        }
        var kind = numbers.keySet().iterator().next();
        var number = number(path + "." + kind.text(), kind, numbers.get(kind));
        return number.isEmpty() || severity.isEmpty()
                ? Optional.empty()
                : Optional.of(new Threshold(kind, number.get(), severity.get()));
    }

    private Optional<Double> number(String property, Kind kind, @Nullable String given) {
        try {
            var number = Double.parseDouble(String.valueOf(given).strip());
            if (Double.isFinite(number) && (!kind.isRelative() || number > 0)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below, together with the range.
        }
        values.mistake(
                property, given, kind.isRelative() ? "expected a number above 0, such as 1.1" : "expected a number");
        return Optional.empty();
    }

    private static void put(Map<Kind, String> numbers, Kind kind, @Nullable String given) {
        if (given != null && !given.isBlank()) {
            numbers.put(kind, given);
        }
    }

    private static <E extends Enum<E>> Optional<E> one(E[] all, String text) {
        return Stream.of(all)
                .filter(each -> each.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given.strip();
    }

    private static Kpi usual(String name, String unit, Kpi.Better better, Kind kind, double number) {
        return new Kpi(name, name, unit, better, List.of(), List.of(new Threshold(kind, number, Severity.WARNING)));
    }
}
