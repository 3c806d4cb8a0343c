package dev.vigia.runs;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceFailure;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Door to what lies among the artifacts of runs, read from where it is, never kept here.
@Service
public class RunArtifacts {

    /// Code of the failure to read a file that is larger than allowed.
    public static final String TOO_LARGE = "artifact-too-large";

    private static final int MEGABYTE = 1024 * 1024;

    private final Projects projects;
    private final List<RunSource> sources;

    RunArtifacts(Projects projects, List<RunSource> sources) {
        this.projects = projects;
        this.sources = sources;
    }

    /// One conversation with the place that a project's runs are in; close it when done.
    public interface Look extends AutoCloseable {

        /// @param path below the run's artifacts, with `/` between folders
        /// @param largest in bytes
        /// @return empty if there is no such file
        /// @throws SourceFailure if it cannot be read now, or, with the code [#TOO_LARGE], if it is larger
        Optional<byte[]> read(RunId run, String path, int largest) throws SourceFailure;

        @Override
        void close();
    }

    /// @throws SourceFailure if the project has no runs or their place does not answer
    public Look open(ProjectKey project) throws SourceFailure {
        var mlflow = projects.find(project).map(Project::mlflow).orElse(null);
        var source = mlflow == null
                ? null
                : sources.stream().filter(one -> one.reads(mlflow)).findFirst().orElse(null);
        if (mlflow == null || source == null) {
            throw new SourceFailure("mlflow-unsupported", "The project has no place that runs are read from", null);
        }
        var reading = source.open(mlflow);
        try {
            // A folder of runs is found through its experiment.
            reading.experiments();
        } catch (SourceFailure | RuntimeException e) {
            reading.close();
            throw e;
        }
        return new Look() {
            @Override
            public Optional<byte[]> read(RunId run, String path, int largest) throws SourceFailure {
                return reading.artifact(run, path, largest);
            }

            @Override
            public void close() {
                reading.close();
            }
        };
    }

    /// For sources to say so.
    public static SourceFailure tooLarge(String path, int largest) {
        var allowed = largest < MEGABYTE ? largest + " bytes" : largest / MEGABYTE + " MB";
        return new SourceFailure(TOO_LARGE, path + " has more than " + allowed + ".", null);
    }
}
