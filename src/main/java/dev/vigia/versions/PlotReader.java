package dev.vigia.versions;

import dev.vigia.projects.Project;
import java.io.IOException;
import java.util.List;

/// Port: the plots that the pipelines of one tree declare, with their points.
public interface PlotReader {

    /// @param known what the tree says, for plots whose files lie in the remote
    /// @throws IOException if the repository itself cannot be read; a broken file is part of the answer
    List<Plot> read(Project project, TreeAccess tree, DvcTree known) throws IOException;
}
