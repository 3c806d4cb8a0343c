package dev.vigia.versions;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import dev.vigia.projects.Sources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// Door to the version tags of every project.
@Service
public class VersionCatalog {

    private final Projects projects;
    private final VersionReading reading;
    private final TreeStore trees;
    private final DataStore data;
    private final ObjectProvider<Sources> sources;

    /// @param sources asked for late: they are made of the syncs, which may read from here
    VersionCatalog(
            Projects projects,
            VersionReading reading,
            TreeStore trees,
            DataStore data,
            ObjectProvider<Sources> sources) {
        this.projects = projects;
        this.reading = reading;
        this.trees = trees;
        this.data = data;
        this.sources = sources;
    }

    /// All version tags, deleted and deregistered ones too, newest first.
    public List<VersionTag> versions(ProjectKey project) {
        return reading.versions(project);
    }

    /// Those of the names that are version tags, newest first.
    public List<VersionTag> versions(ProjectKey project, Collection<TagName> names) {
        return reading.versions(project, names);
    }

    public Optional<VersionTag> find(ProjectKey project, TagName name) {
        return reading.versions(project, List.of(name)).stream().findFirst();
    }

    /// Tags that name no version, deleted ones left out.
    public List<TagName> otherTags(ProjectKey project) {
        return reading.otherTags(project);
    }

    /// Where a tag has been, oldest first; empty if it never moved.
    public List<TagMove> moves(ProjectKey project, TagName name) {
        return reading.moves(project, name);
    }

    /// What the trees say, with the metrics and params that lie in the remote instead; commits not read yet are
    /// absent.
    public Map<CommitId, TreeState> trees(ProjectKey project, Collection<CommitId> commits) {
        Map<CommitId, TreeState> states = trees.states(project, commits);
        data.values(project, commits)
                .forEach((commit, files) ->
                        states.computeIfPresent(commit, (same, state) -> CachedValues.added(state, files)));
        return states;
    }

    /// Whether the data was pushed; commits whose outputs are not known yet are absent.
    public Map<CommitId, DataState> data(ProjectKey project, Collection<CommitId> commits) {
        return data.states(project, commits);
    }

    /// Asks the remotes for every object of one tag, however many; returns at once, the result comes with
    /// [VersionsSynced]. A tag nobody knows is left alone.
    public void checkDeeply(ProjectKey project, TagName name) {
        find(project, name).ifPresent(version -> {
            data.wantDeep(project, version.commit());
            sources.getObject().syncNow(new SourceId(project, SourceKind.DVC), SourceSync.Mode.INCREMENTAL);
        });
    }

    /// Where a person can look at the tag on its Git host, where the host is one we know. A deleted tag's link
    /// leads to its commit.
    public Optional<String> link(ProjectKey project, TagName name) {
        Optional<Project.Git> git = projects.find(project).map(Project::git);
        if (git.isEmpty()) {
            return Optional.empty();
        }
        return GitHost.of(git.get().url())
                .flatMap(host -> find(project, name)
                        .map(version -> version.deletedAt() == null
                                ? host.tag(name.value())
                                : host.commit(version.commit().value())));
    }
}
