package dev.vigia.versions;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceFailure;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Door to the plots of versions. They are read when they are asked for and never stored: few are ever looked at, and
/// all of them would be far more than everything else that is kept.
@Service
public class VersionPlots {

    private static final Logger LOG = LoggerFactory.getLogger(VersionPlots.class);

    private final Projects projects;
    private final TreeStore trees;
    private final TreeSource source;
    private final PlotReader reader;

    VersionPlots(Projects projects, TreeStore trees, TreeSource source, PlotReader reader) {
        this.projects = projects;
        this.trees = trees;
        this.source = source;
        this.reader = reader;
    }

    /// @param why why none can be read, as a sentence; null if they could
    public record Found(List<Plot> plots, @Nullable String why) {

        static Found none(String why) {
            return new Found(List.of(), why);
        }
    }

    /// May take as long as a remote takes to answer.
    public Found of(ProjectKey key, CommitId commit) {
        Project project = projects.find(key).orElse(null);
        DvcTree known = trees.trees(key, List.of(commit)).get(commit);
        if (project == null || known == null) {
            return Found.none("The files of the tag have not been read yet.");
        }
        try (TreeSource.Kept kept = source.kept(project)) {
            return new Found(reader.read(project, kept.tree(commit), known), null);
        } catch (SourceFailure e) {
            return Found.none(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.info("The plots of {} in {} cannot be read", commit, key, e);
            return Found.none("The files of the tag are not here yet; they come with the next sync of its repository.");
        }
    }
}
