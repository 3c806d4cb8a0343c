package dev.vigia.alerts.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.vigia.alerts.AlertStatistics.Question;
import dev.vigia.alerts.Severity;
import dev.vigia.projects.ProjectKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the statistics are of, as it is in the address.
///
/// @param project null for all
/// @param severity null for all
record StatisticsState(
        int days, @Nullable ProjectKey project, @Nullable Severity severity) {

    static final List<Integer> PERIODS = List.of(7, 30, 90, 365);

    private static final int FIRST = 7;

    /// Whatever does not name something known is ignored: an old link still opens the screen.
    static StatisticsState parse(QueryParameters parameters) {
        return new StatisticsState(
                parameters
                        .getSingleParameter("days")
                        .flatMap(text -> PERIODS.stream()
                                .filter(days -> days.toString().equals(text))
                                .findFirst())
                        .orElse(FIRST),
                parameters
                        .getSingleParameter("project")
                        .flatMap(StatisticsState::key)
                        .orElse(null),
                parameters
                        .getSingleParameter("severity")
                        .flatMap(text -> Arrays.stream(Severity.values())
                                .filter(severity -> inAddress(severity).equals(text))
                                .findFirst())
                        .orElse(null));
    }

    QueryParameters toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (days != FIRST) {
            parameters.put("days", String.valueOf(days));
        }
        if (project != null) {
            parameters.put("project", project.value());
        }
        if (severity != null) {
            parameters.put("severity", inAddress(severity));
        }
        return QueryParameters.simple(parameters);
    }

    Question question() {
        return new Question(days, project, severity);
    }

    StatisticsState withDays(int other) {
        return new StatisticsState(other, project, severity);
    }

    StatisticsState withProject(@Nullable ProjectKey other) {
        return new StatisticsState(days, other, severity);
    }

    StatisticsState withSeverity(@Nullable Severity other) {
        return new StatisticsState(days, project, other);
    }

    private static Optional<ProjectKey> key(String text) {
        try {
            return Optional.of(new ProjectKey(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String inAddress(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
