package dev.vigia.runs;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Port: a place that runs are read from.
public interface RunSource {

    /// Whether this adapter reads that tracking URI.
    boolean reads(Project.Mlflow source);

    /// Starts one reading; close it when done. Nothing is asked yet that could take long.
    Reading open(Project.Mlflow source) throws SourceFailure;

    /// Where a person can look at the run.
    Optional<String> link(Project.Mlflow source, Run run);

    /// One look at the source. Every method fails rather than answering a part.
    interface Reading extends AutoCloseable {

        /// All experiments, deleted ones too.
        List<Experiment> experiments() throws SourceFailure;

        /// Every run of the experiments, deleted ones too. A run may be handed over twice.
        void all(Collection<Experiment> experiments, Pages pages) throws SourceFailure;

        /// The runs that began, ended or otherwise visibly changed since; those of `since.open()` and the newest that
        /// claim a version as they are now.
        void changed(Collection<Experiment> experiments, Since since, Pages pages) throws SourceFailure;

        /// Looks whether the run has artifacts; UNKNOWN if the source cannot tell for this run.
        Artifacts artifacts(RunId run) throws SourceFailure;

        /// A file among the run's artifacts, with `/` between folders; empty if there is none.
        ///
        /// @throws SourceFailure if it cannot be read now, or has more than `largest` bytes
        default Optional<byte[]> artifact(RunId run, String path, int largest) throws SourceFailure {
            return Optional.empty();
        }

        @Override
        void close();
    }

    /// @param started start of the newest run seen, less an overlap; null if there was none
    /// @param ended end of the run that ended last, less an overlap; null if there was none
    /// @param lookedAt when the last complete reading began, less an overlap
    /// @param open runs that had not ended when last seen
    record Since(
            @Nullable Instant started, @Nullable Instant ended, Instant lookedAt, List<RunId> open, Claims claims) {}

    /// The newest runs that claim a version: of these also what leaves no other trace is to be seen, a tag that was set
    /// or removed late and a deletion.
    ///
    /// @param tag whose value is the version
    /// @param most runs looked at; none if 0
    /// @param known those that claimed a version when last seen, newest first, at most as many
    record Claims(String tag, int most, List<RunId> known) {}

    interface Pages {
        /// Takes one page and stores it; called on the thread that asked.
        void page(List<RunFacts> runs);
    }
}
