package dev.vigia.drift.calculator;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares two tables column by column, with Evidently's types, choice of tests, formulas and limits. Where Evidently
/// contradicts itself or gives up on the whole report, this answers for each column and says so: infinite values are
/// always left out, and a column that is empty on one side is not tested.
public final class DriftCalculator {

    private final DriftRules rules;

    public DriftCalculator(DriftRules rules) {
        this.rules = rules;
    }

    public DriftReport compare(Table reference, Table current) {
        return compare(reference, current, column -> {});
    }

    /// @param done is told each column that is finished, from any thread
    public DriftReport compare(Table reference, Table current, Consumer<String> done) {
        var names = new LinkedHashSet<>(current.names());
        names.addAll(reference.names());
        var columns = names.parallelStream()
                .map(name -> {
                    var column = column(name, reference.column(name), current.column(name));
                    done.accept(name);
                    return column;
                })
                .toList();
        return new DriftReport(rules.driftShare(), reference.rows(), current.rows(), columns);
    }

    private ColumnDrift column(String name, @Nullable Column reference, @Nullable Column current) {
        if (reference == null || current == null) {
            var present = reference == null ? current : reference;
            if (present == null) {
                throw new IllegalStateException(name);
            }
            return untested(
                    name,
                    reference,
                    current,
                    ColumnTypes.of(present, rules.types().get(name)),
                    "not computed: only in the " + (reference == null ? "current data" : "reference"));
        }
        var type = ColumnTypes.of(current, rules.types().get(name));
        String problem =
                ColumnTypes.problem(reference, current, type, rules.types().containsKey(name));
        if (!problem.isEmpty()) {
            return untested(name, reference, current, type, Notes.of(reference, current, problem, 0));
        }
        var profile = Profile.of(reference, current);
        var asked = rules.methods().get(name);
        if (asked != null && !asked.suits(type)) {
            throw new BadDataException("The method " + asked.id() + " is not for columns of the type " + type.id()
                    + ", and " + name + " is one.");
        }
        var method = asked != null ? asked : DriftMethod.byDefault(type, profile.referenceRows(), profile.unique());
        var scoring = new Scoring(reference, current, profile, type);
        double score = scoring.score(method);
        return new ColumnDrift(
                name,
                type,
                method,
                score,
                method.drifted(score),
                reference.left(),
                current.left(),
                reference.missing(),
                current.missing(),
                rules.allScores() ? all(scoring, type, method, score) : Map.of(),
                SchemaChange.of(reference, current),
                Notes.of(reference, current, "", score),
                rules.histograms() ? Histograms.of(reference, current, profile, type) : null);
    }

    private static Map<DriftMethod, Double> all(Scoring scoring, ColumnType type, DriftMethod known, double score) {
        Map<DriftMethod, Double> scores = new EnumMap<>(DriftMethod.class);
        for (var method : DriftMethod.values()) {
            if (method == known) {
                scores.put(method, score);
            } else if (method.suits(type)) {
                scores.put(method, scoring.score(method));
            }
        }
        return scores;
    }

    private static ColumnDrift untested(
            String name, @Nullable Column reference, @Nullable Column current, ColumnType type, String note) {
        return new ColumnDrift(
                name,
                type,
                null,
                Double.NaN,
                false,
                reference == null ? 0 : reference.left(),
                current == null ? 0 : current.left(),
                reference == null ? 0 : reference.missing(),
                current == null ? 0 : current.missing(),
                Map.of(),
                SchemaChange.of(reference, current),
                note,
                null);
    }
}
