package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The versions that a runbook's question is about: those of the alert's project, and of its model where the project
/// has several.
@Component
class AskedVersions {

    private static final int LOOKED_AT = 200;

    private final IntegrityTable table;
    private final Projects projects;
    private final Clock clock;

    AskedVersions(IntegrityTable table, Projects projects, Clock clock) {
        this.table = table;
        this.projects = projects;
        this.clock = clock;
    }

    /// @param question is given the versions, newest first, never none
    LiveAnswer answer(FactAsk ask, Function<List<IntegrityRow>, LiveAnswer> question) {
        var project = project(ask);
        if (project == null) {
            return new LiveAnswer(
                    Outcome.UNKNOWN,
                    ask.labels().isEmpty()
                            ? "Answered beside an alert that names a project."
                            : "The alert names no project that Vigía watches.",
                    null);
        }
        var rows = newest(project, ask.labels().get("model"));
        return rows.isEmpty()
                ? new LiveAnswer(
                        Outcome.UNKNOWN,
                        "No version of " + project + " is known yet.",
                        IntegrityNavigation.table(project))
                : question.apply(rows);
    }

    /// Those of the model where the project has several, newest first.
    List<IntegrityRow> newest(ProjectKey project, @Nullable String model) {
        var query = new IntegrityQuery(Set.of(project), Set.of(), Set.of(), null, IntegrityQuery.Sort.NEWEST);
        return ofModel(model, table.rows(query, 0, LOOKED_AT));
    }

    private @Nullable ProjectKey project(FactAsk ask) {
        if (ask.project() != null) {
            return ask.project();
        }
        var all = projects.all();
        return all.size() == 1 ? all.getFirst().key() : null;
    }

    private static List<IntegrityRow> ofModel(@Nullable String model, List<IntegrityRow> rows) {
        var own = rows.stream()
                .filter(row -> model != null && model.equals(row.artifact()))
                .toList();
        return own.isEmpty() ? rows : own;
    }

    /// The version that is named, if one is.
    ///
    /// @param named a tag, or a version without its model's name
    static Optional<IntegrityRow> named(@Nullable String named, List<IntegrityRow> rows) {
        return rows.stream()
                .filter(row -> row.tag().value().equals(named) || row.version().equals(named))
                .findFirst();
    }

    /// The version that is in production, else the newest.
    static IntegrityRow current(List<IntegrityRow> rows) {
        return rows.stream()
                .filter(row -> row.stages().stream()
                        .anyMatch(stage -> stage.toLowerCase(Locale.ROOT).startsWith("prod")))
                .findFirst()
                .orElse(rows.getFirst());
    }

    Instant now() {
        return clock.instant();
    }

    /// Such as `5 h ago`.
    String ago(@Nullable Instant at) {
        if (at == null) {
            return "at an unknown time";
        }
        var time = Duration.between(at, now());
        if (time.toHours() >= 48) {
            return time.toDays() + " days ago";
        }
        return time.toMinutes() >= 120 ? time.toHours() + " h ago" : Math.max(0, time.toMinutes()) + " min ago";
    }

    static String page(IntegrityRow row) {
        return IntegrityNavigation.versionPage(row.project(), row.tag());
    }
}
