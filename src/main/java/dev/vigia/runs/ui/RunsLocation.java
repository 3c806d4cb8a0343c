package dev.vigia.runs.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunQuery;
import dev.vigia.runs.RunStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the runs screen shows, as its address says it. Anything an address holds that makes no sense is ignored:
/// an old bookmark still opens the screen.
///
/// @param project the first one configured if null
/// @param run the run whose panel is open
/// @param picked the runs ticked for comparison, in the order they were ticked; five at most
/// @param comparing whether the comparison of the picked runs is shown instead of the list
record RunsLocation(
        @Nullable ProjectKey project,
        @Nullable String experiment,
        @Nullable RunStatus status,
        @Nullable String version,
        String text,
        boolean deleted,
        @Nullable RunId run,
        List<RunId> picked,
        boolean comparing,
        boolean onlyDifferences) {

    static final int MOST_COMPARED = 5;

    RunsLocation {
        picked = picked.stream().distinct().limit(MOST_COMPARED).toList();
        comparing = comparing && picked.size() > 1;
    }

    static RunsLocation start(@Nullable ProjectKey project) {
        return new RunsLocation(project, null, null, null, "", false, null, List.of(), false, false);
    }

    static RunsLocation of(QueryParameters parameters) {
        var compare = ids(parameters, "compare");
        return new RunsLocation(
                value(parameters, "project").flatMap(RunsLocation::key).orElse(null),
                value(parameters, "experiment").orElse(null),
                value(parameters, "status").flatMap(RunsLocation::status).orElse(null),
                value(parameters, "version").orElse(null),
                value(parameters, "q").orElse(""),
                value(parameters, "deleted").isPresent(),
                value(parameters, "run").map(RunId::new).orElse(null),
                compare.isEmpty() ? ids(parameters, "pick") : compare,
                !compare.isEmpty(),
                value(parameters, "only").filter("differences"::equals).isPresent());
    }

    QueryParameters parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "project", project == null ? null : project.value());
        put(all, "experiment", experiment);
        put(all, "status", status == null ? null : status.name().toLowerCase(Locale.ROOT));
        put(all, "version", version);
        put(all, "q", text);
        put(all, "deleted", deleted ? "yes" : null);
        put(all, "run", run == null ? null : run.value());
        put(
                all,
                comparing ? "compare" : "pick",
                String.join(",", picked.stream().map(RunId::value).toList()));
        put(all, "only", comparing && onlyDifferences ? "differences" : null);
        return QueryParameters.simple(all);
    }

    RunQuery query(ProjectKey of) {
        return new RunQuery(of, version, experiment, status, text.isBlank() ? null : text.strip(), deleted);
    }

    boolean isFiltered() {
        return experiment != null || status != null || version != null || !text.isBlank();
    }

    /// Another project: what was said about the old one's runs makes no sense there.
    RunsLocation withProject(ProjectKey other) {
        return new RunsLocation(other, null, status, null, text, deleted, null, List.of(), false, false);
    }

    RunsLocation withExperiment(@Nullable String other) {
        return new RunsLocation(
                project, other, status, version, text, deleted, run, picked, comparing, onlyDifferences);
    }

    RunsLocation withStatus(@Nullable RunStatus other) {
        return new RunsLocation(
                project, experiment, other, version, text, deleted, run, picked, comparing, onlyDifferences);
    }

    RunsLocation withVersion(@Nullable String other) {
        return new RunsLocation(
                project, experiment, status, other, text, deleted, run, picked, comparing, onlyDifferences);
    }

    RunsLocation withText(String other) {
        return new RunsLocation(
                project, experiment, status, version, other, deleted, run, picked, comparing, onlyDifferences);
    }

    RunsLocation withDeleted(boolean other) {
        return new RunsLocation(
                project, experiment, status, version, text, other, run, picked, comparing, onlyDifferences);
    }

    RunsLocation withoutFilters() {
        return new RunsLocation(project, null, null, null, "", deleted, run, picked, comparing, onlyDifferences);
    }

    RunsLocation withRun(@Nullable RunId other) {
        return new RunsLocation(
                project, experiment, status, version, text, deleted, other, picked, comparing, onlyDifferences);
    }

    RunsLocation withPicked(List<RunId> others) {
        return new RunsLocation(
                project, experiment, status, version, text, deleted, run, others, comparing, onlyDifferences);
    }

    RunsLocation withComparing(boolean other) {
        return new RunsLocation(
                project, experiment, status, version, text, deleted, null, picked, other, onlyDifferences);
    }

    RunsLocation withOnlyDifferences(boolean other) {
        return new RunsLocation(project, experiment, status, version, text, deleted, run, picked, comparing, other);
    }

    /// The picked runs with this one moved to the front, against which the others are measured.
    RunsLocation withBase(RunId base) {
        var order = new ArrayList<RunId>(List.of(base));
        picked.stream().filter(id -> !id.equals(base)).forEach(order::add);
        return withPicked(order);
    }

    RunsLocation withoutPicked(RunId gone) {
        return withPicked(picked.stream().filter(id -> !id.equals(gone)).toList());
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            all.put(name, value);
        }
    }

    private static Optional<String> value(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).filter(value -> !value.isBlank());
    }

    private static List<RunId> ids(QueryParameters parameters, String name) {
        return value(parameters, name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .filter(id -> !id.isBlank())
                .map(RunId::new)
                .toList();
    }

    private static Optional<ProjectKey> key(String value) {
        try {
            return Optional.of(new ProjectKey(value));
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }

    private static Optional<RunStatus> status(String value) {
        return Arrays.stream(RunStatus.values())
                .filter(status -> status.name().equalsIgnoreCase(value))
                .findFirst();
    }
}
