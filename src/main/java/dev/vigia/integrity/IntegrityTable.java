package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the integrity table.
@Service
public class IntegrityTable {

    /// @param limit rows at most
    public List<IntegrityRow> rows(IntegrityQuery query, long offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /// How many rows have which verdict; the query's own verdicts do not restrict it.
    public Map<Outcome, Long> counts(IntegrityQuery query) {
        throw new UnsupportedOperationException();
    }

    public Optional<VersionReport> version(ProjectKey project, TagName tag) {
        throw new UnsupportedOperationException();
    }

    public List<OrphanRun> orphanRuns(ProjectKey project) {
        throw new UnsupportedOperationException();
    }

    /// When the project's table last took in a change; null before the first.
    public @Nullable Instant asOf(ProjectKey project) {
        throw new UnsupportedOperationException();
    }
}
