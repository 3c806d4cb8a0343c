package dev.vigia.runs;

import dev.vigia.projects.ProjectKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the runs of every project.
@Service
public class RunCatalog {

    /// @param limit 1 to 1000
    /// @param cursor from [RunPage#next()], or null for the first page
    /// @throws IllegalArgumentException if the cursor is not one of ours
    public RunPage page(RunQuery query, int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    public long count(RunQuery query) {
        throw new UnsupportedOperationException();
    }

    /// For grids that ask by offset; the API pages by cursor.
    public List<Run> slice(RunQuery query, long offset, int limit) {
        throw new UnsupportedOperationException();
    }

    public Optional<Run> find(ProjectKey project, RunId id) {
        throw new UnsupportedOperationException();
    }

    /// All runs, deleted ones too, that claim one of the versions.
    public List<Run> claiming(ProjectKey project, Collection<String> versions) {
        throw new UnsupportedOperationException();
    }

    /// All runs, deleted ones too, that claim any version.
    public List<Run> claimingAny(ProjectKey project) {
        throw new UnsupportedOperationException();
    }

    /// Live runs made from one of the commits, at most 20 a commit, newest first.
    public List<Run> madeFrom(ProjectKey project, Collection<String> commits) {
        throw new UnsupportedOperationException();
    }

    public List<String> experiments(ProjectKey project) {
        throw new UnsupportedOperationException();
    }

    /// Where a person can look at the run in MLflow; empty for a file store.
    public Optional<String> link(ProjectKey project, Run run) {
        throw new UnsupportedOperationException();
    }
}
