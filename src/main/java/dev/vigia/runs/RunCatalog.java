package dev.vigia.runs;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the runs of every project.
@Service
public class RunCatalog {

    private static final int LARGEST_PAGE = 1000;
    private static final int CANDIDATES = 20;

    /// More children than this are not listed.
    public static final int MOST_CHILDREN = 100;

    private final RunReader reader;
    private final Projects projects;
    private final List<RunSource> sources;

    RunCatalog(RunReader reader, Projects projects, List<RunSource> sources) {
        this.reader = reader;
        this.projects = projects;
        this.sources = sources;
    }

    /// @param limit 1 to 1000
    /// @param cursor from [RunPage#next()], or null for the first page
    /// @throws IllegalArgumentException if the cursor is not one of ours, or the limit is out of range
    public RunPage page(RunQuery query, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be between 1 and " + LARGEST_PAGE);
        }
        var after = cursor == null ? null : RunCursor.parse(cursor);
        var runs = reader.after(query, after, limit + 1);
        if (runs.size() <= limit) {
            return new RunPage(runs, null);
        }
        var page = runs.subList(0, limit);
        return new RunPage(List.copyOf(page), RunCursor.after(page.getLast()).text());
    }

    public long count(RunQuery query) {
        return reader.count(query);
    }

    /// For grids that ask by offset; the API pages by cursor.
    public List<Run> slice(RunQuery query, long offset, int limit) {
        return reader.slice(query, offset, limit);
    }

    public Optional<Run> find(ProjectKey project, RunId id) {
        return reader.find(project, id);
    }

    /// Those of the runs that are stored, deleted ones too.
    public List<Run> all(ProjectKey project, Collection<RunId> ids) {
        return reader.all(project, ids);
    }

    /// Live runs nested in this one, newest first, [#MOST_CHILDREN] at most: a search for good parameters may have
    /// thousands.
    public List<Run> children(ProjectKey project, RunId id) {
        return reader.children(project, id, MOST_CHILDREN);
    }

    /// All runs, deleted ones too, that claim one of the versions.
    public List<Run> claiming(ProjectKey project, Collection<String> versions) {
        return reader.claiming(project, versions);
    }

    /// All runs, deleted ones too, that claim any version.
    public List<Run> claimingAny(ProjectKey project) {
        return reader.claimingAny(project);
    }

    /// Live runs made from one of the commits, at most 20 a commit, newest first.
    public List<Run> madeFrom(ProjectKey project, Collection<String> commits) {
        return reader.madeFrom(project, commits, CANDIDATES);
    }

    /// Names of the experiments that are read, deleted ones too.
    public List<String> experiments(ProjectKey project) {
        return reader.experiments(project);
    }

    /// Where a person can look at the run in MLflow; empty for a file store.
    public Optional<String> link(ProjectKey project, Run run) {
        return projects.find(project)
                .map(Project::mlflow)
                .flatMap(mlflow -> sources.stream()
                        .filter(source -> source.reads(mlflow))
                        .findFirst()
                        .flatMap(source -> source.link(mlflow, run)));
    }
}
