package dev.vigia.runs.ui;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// The way to the runs screen, as addresses inside the application, relative to its root.
public final class RunNavigation {

    static final String PATH = "runs";

    private RunNavigation() {}

    public static String toRuns(ProjectKey project) {
        return address(RunsLocation.start(project));
    }

    /// The list with the panel of one run open.
    public static String toRun(ProjectKey project, RunId run) {
        return address(RunsLocation.start(project).withDeleted(true).withRun(run));
    }

    /// All runs that claim a version, deleted ones too.
    public static String toClaiming(ProjectKey project, String version) {
        return address(RunsLocation.start(project).withDeleted(true).withVersion(version));
    }

    /// @param runs two to five; the first is the base
    public static String toComparison(ProjectKey project, List<RunId> runs) {
        return address(RunsLocation.start(project).withPicked(runs).withComparing(true));
    }

    static String address(RunsLocation location) {
        var query = location.parameters().getParameters().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    private static String encode(String text) {
        // Commas and slashes are allowed in a query and read better as themselves.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2C", ",")
                .replace("%2F", "/");
    }
}
