package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which rows of the integrity table to list. Empty sets do not restrict.
///
/// @param failing only rows where one of these checks is a problem
/// @param text found in tag, run id, experiment or reason, without regard to case
public record IntegrityQuery(
        Set<ProjectKey> projects,
        Set<Outcome> verdicts,
        Set<CheckKind> failing,
        @Nullable String text,
        Sort sort) {

    public enum Sort {
        /// Worst verdict first, newest first within one.
        PROBLEMS,
        NEWEST,
        OLDEST,
        TAG
    }

    public static IntegrityQuery of(ProjectKey project) {
        return new IntegrityQuery(Set.of(project), Set.of(), Set.of(), null, Sort.PROBLEMS);
    }
}
