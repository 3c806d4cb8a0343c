package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Door to the version tags of every project.
@Service
public class VersionCatalog {

    /// All version tags, deleted and deregistered ones too, newest first.
    public List<VersionTag> versions(ProjectKey project) {
        throw new UnsupportedOperationException();
    }

    public List<VersionTag> versions(ProjectKey project, Collection<TagName> names) {
        throw new UnsupportedOperationException();
    }

    public Optional<VersionTag> find(ProjectKey project, TagName name) {
        throw new UnsupportedOperationException();
    }

    /// Tags that name no version, deleted ones left out.
    public List<TagName> otherTags(ProjectKey project) {
        throw new UnsupportedOperationException();
    }

    /// What the trees say; commits not read yet are absent.
    public Map<CommitId, TreeState> trees(ProjectKey project, Collection<CommitId> commits) {
        throw new UnsupportedOperationException();
    }

    /// Whether the data was pushed; commits whose outputs are not known yet are absent.
    public Map<CommitId, DataState> data(ProjectKey project, Collection<CommitId> commits) {
        throw new UnsupportedOperationException();
    }

    /// Asks the remotes for every object of one tag, however many; returns at once, the result comes with
    /// [VersionsSynced].
    public void checkDeeply(ProjectKey project, TagName name) {
        throw new UnsupportedOperationException();
    }

    /// Where a person can look at the tag on its Git host, where the host is one we know.
    public Optional<String> link(ProjectKey project, TagName name) {
        throw new UnsupportedOperationException();
    }
}
