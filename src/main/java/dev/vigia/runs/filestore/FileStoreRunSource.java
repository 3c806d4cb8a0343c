package dev.vigia.runs.filestore;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunSource;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Runs of an `mlruns` folder, as teams bring them along from before there was a tracking server.
@Component
class FileStoreRunSource implements RunSource {

    private static final String SCHEME = "file:";

    private final FileRoots roots;

    FileStoreRunSource(FileRoots roots) {
        this.roots = roots;
    }

    @Override
    public boolean reads(Project.Mlflow source) {
        return source.trackingUri().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    @Override
    public Reading open(Project.Mlflow source) throws SourceFailure {
        var folder = folder(source.trackingUri());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new SourceFailure(
                    "mlruns-missing",
                    "There is no folder " + folder + "; mlflow.tracking-uri must name an mlruns folder.",
                    null);
        }
        return new FileStoreReading(folder);
    }

    @Override
    public Optional<String> link(Project.Mlflow source, Run run) {
        return Optional.empty();
    }

    private Path folder(String trackingUri) throws SourceFailure {
        try {
            return roots.resolve(FileRoots.path(trackingUri));
        } catch (IllegalArgumentException e) {
            throw new SourceFailure(
                    "mlruns-missing",
                    "mlflow.tracking-uri is not the address of a local folder, such as file:///srv/mlruns.",
                    e);
        }
    }
}
