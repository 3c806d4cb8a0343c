package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.BadDataException;
import dev.vigia.drift.calculator.ColumnDrift;
import dev.vigia.drift.calculator.ColumnType;
import dev.vigia.drift.calculator.DriftCalculator;
import dev.vigia.drift.calculator.DriftMethod;
import dev.vigia.drift.calculator.DriftReport;
import dev.vigia.drift.calculator.DriftRules;
import dev.vigia.platform.Release;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./vigia drift`. Ends with 0 if the data has not drifted, 1 if it has, 2 if that could not be found out; then
/// nothing is written.
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        sortOptions = false,
        description = "Compares two CSV files column by column, with Evidently's rules and numbers.",
        footer = {
            "",
            "A column that cannot be tested (no values on a side, free text, labels against",
            "numbers) has a note that says why, and no part in the result. But if it is asked",
            "for by name, the data cannot be compared; nor can it if no column is left to",
            "test, or if a file has only one row.",
            "",
            "Exit code: 0 no drift, 1 drift, 2 the data cannot be compared; then nothing is",
            "written."
        },
        exitCodeOnExecutionException = DriftCommand.COULD_NOT_LOOK)
final class DriftCommand implements Callable<Integer> {

    static final int DRIFT = 1;
    static final int COULD_NOT_LOOK = 2;

    /// Set by the launcher where the error output is a terminal; Java can tell that only of its input and output.
    private static final String PROGRESS = "vigia.progress";

    @Option(names = "--reference", required = true, paramLabel = "FILE", description = "The data to compare with.")
    private Path reference = Path.of("");

    @Option(names = "--current", required = true, paramLabel = "FILE", description = "The data of today.")
    private Path current = Path.of("");

    @Option(
            names = "--column",
            paramLabel = "NAME=num|cat",
            description = "Takes a column for numbers or for categories, whatever it looks like.")
    private List<String> columns = List.of();

    @Option(
            names = "--method",
            paramLabel = "NAME=METHOD",
            description = "Tests a column by ks, wasserstein, psi, kl_div, jensenshannon, chisquare or z.")
    private List<String> methods = List.of();

    @Option(names = "--all-scores", description = "Computes every method that suits a column.")
    private boolean allScores;

    @Option(
            names = "--drift-share",
            paramLabel = "SHARE",
            description = "From which share of drifted columns on the data has drifted (default: 0.5).")
    private double driftShare = DriftRules.USUAL_SHARE;

    @Option(
            names = "--prediction",
            paramLabel = "NAME",
            description = "The column with the model's predictions: its drift is answered by itself too.")
    private @Nullable String prediction;

    @Option(
            names = "--allow-missing-columns",
            description = "Compares what both files have, and notes columns of only one; without it they are an error.")
    private boolean allowMissingColumns;

    @Option(names = "--separator", paramLabel = "CHAR", description = "What divides fields (default: a comma).")
    private char separator = ',';

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result for programs; - for the output.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a report for people, in one file.")
    private @Nullable Path html;

    @Option(
            names = "--prometheus",
            paramLabel = "FILE",
            description = "Writes ml_drift_score for the node exporter's textfile collector.")
    private @Nullable Path prometheus;

    @Option(names = "--model", paramLabel = "NAME", description = "The model's name in that file.")
    private String model = "";

    @Spec
    private @Nullable CommandSpec spec;

    static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Whatever happens, 1 is said of drift only: Java ends with it by itself when it runs out of memory.
    private static int run(String[] arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (Error problem) {
            System.err.println("vigia: " + sentence(problem));
            return COULD_NOT_LOOK;
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new DriftCommand()).setExecutionExceptionHandler((problem, commandLine, parsed) -> {
            commandLine.getErr().println("vigia: " + sentence(problem));
            commandLine.getErr().flush();
            return COULD_NOT_LOOK;
        });
    }

    private static String sentence(Throwable problem) {
        return switch (problem) {
            case BadDataException bad -> String.valueOf(bad.getMessage());
            case UncheckedIOException io -> String.valueOf(io.getMessage());
            case OutOfMemoryError memory -> "the memory does not suffice; give more with VIGIA_JAVA_OPTS=-Xmx1g";
            default -> problem.getMessage() == null ? problem.toString() : problem.getMessage();
        };
    }

    @Override
    public Integer call() throws IOException {
        var rules = rules();
        var checks = checks(rules);
        var outputs = new Outputs(Arrays.asList(reference, current), Arrays.asList(json, html, prometheus));
        try (var tables = Tables.read(reference, current, separator, Boolean.getBoolean(PROGRESS))) {
            checks.before(tables.reference(), tables.current());
            var report = new DriftCalculator(rules).compare(tables.reference(), tables.current(), tables::scored);
            checks.after(report);
            tables.done();
            write(report, outputs);
            return report.datasetDrift() ? DRIFT : 0;
        }
    }

    private void write(DriftReport report, Outputs outputs) throws IOException {
        var predicted = predicted(report);
        // Not made unless asked for: to load what writes it takes longer than to compare a small file.
        var jsonText = json == null ? "" : DriftJson.of(report, predicted);
        outputs.add(json, jsonText);
        outputs.add(html, html == null ? "" : DriftHtml.of(report, predicted, name(reference), name(current)));
        outputs.add(prometheus, PrometheusText.of(report, predicted, model));
        outputs.write();
        var out = out();
        if (Outputs.standard(json)) {
            out.print(jsonText);
        } else {
            DriftText.print(out, report, predicted);
        }
        out.flush();
    }

    private @Nullable ColumnDrift predicted(DriftReport report) {
        return report.columns().stream()
                .filter(column -> column.column().equals(prediction))
                .findFirst()
                .orElse(null);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private PrintWriter out() {
        return spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
    }

    private DriftRules rules() {
        if (!(driftShare > 0 && driftShare <= 1)) {
            throw wrong("--drift-share must be above 0 and at most 1, not " + driftShare + ".");
        }
        if (Outputs.standard(html) || Outputs.standard(prometheus)) {
            throw wrong("Only --json takes - for the output; --html and --prometheus need a file.");
        }
        return new DriftRules(
                pairs("--column", columns, DriftCommand::type),
                pairs("--method", methods, DriftMethod::ofId),
                driftShare,
                allScores,
                html != null);
    }

    private static Optional<ColumnType> type(String id) {
        return ColumnType.ofId(id).filter(type -> type == ColumnType.NUMERIC || type == ColumnType.CATEGORICAL);
    }

    private <T> Map<String, T> pairs(String option, List<String> given, Function<String, Optional<T>> meaning) {
        Map<String, T> pairs = new LinkedHashMap<>();
        for (var pair : given) {
            // The name comes first and may hold an equals sign itself.
            int at = pair.lastIndexOf('=');
            if (at < 1) {
                throw wrong(option + " needs a name and a value, such as age=" + example(option) + ", not \"" + pair
                        + "\".");
            }
            var value = pair.substring(at + 1);
            pairs.put(
                    pair.substring(0, at),
                    meaning.apply(value)
                            .orElseThrow(() -> wrong(option + " does not know \"" + value + "\"; it takes "
                                    + (option.equals("--column") ? "num or cat" : known()) + ".")));
        }
        return pairs;
    }

    private static String example(String option) {
        return option.equals("--column") ? "num" : "psi";
    }

    private static String known() {
        return Arrays.stream(DriftMethod.values()).map(DriftMethod::id).collect(Collectors.joining(", "));
    }

    private RuntimeException wrong(String sentence) {
        return spec == null ? new BadDataException(sentence) : new ParameterException(spec.commandLine(), sentence);
    }

    private Checks checks(DriftRules rules) {
        Map<String, String> asked = new LinkedHashMap<>();
        rules.types().keySet().forEach(name -> asked.put(name, "--column"));
        rules.methods().keySet().forEach(name -> asked.put(name, "--method"));
        if (prediction != null) {
            asked.put(prediction, "--prediction");
        }
        return new Checks(asked, allowMissingColumns);
    }
}
