package dev.vigia.projects;

import dev.vigia.projects.SourceRegistry.Source;
import dev.vigia.projects.SourceStatus.State;
import dev.vigia.projects.SourceStatusTable.Row;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The door to the sources, over their stored health and their jobs.
@Service
class StoredSources implements Sources {

    private static final int INTERVALS_UNTIL_STALE = 3;

    private final Projects projects;
    private final SourceRegistry registry;
    private final SourceStatusTable table;
    private final SourceJobs jobs;
    private final WatchedProjects watched;
    private final Clock clock;

    StoredSources(
            Projects projects,
            SourceRegistry registry,
            SourceStatusTable table,
            SourceJobs jobs,
            WatchedProjects watched,
            Clock clock) {
        this.projects = projects;
        this.registry = registry;
        this.table = table;
        this.jobs = jobs;
        this.watched = watched;
        this.clock = clock;
    }

    @Override
    public List<SourceStatus> all() {
        var rows = table.all();
        return registry.all().stream()
                .map(source -> status(source, rows.getOrDefault(source.id(), Row.NONE)))
                .toList();
    }

    @Override
    public List<SourceStatus> of(ProjectKey project) {
        return all().stream()
                .filter(status -> status.id().project().equals(project))
                .toList();
    }

    @Override
    public Optional<SourceStatus> find(SourceId id) {
        return registry.find(id).map(source -> status(source, table.find(id)));
    }

    @Override
    public void syncNow(ProjectKey project, SourceSync.Mode mode) {
        var ids =
                registry.of(projects.require(project)).stream().map(Source::id).toList();
        // Marked before the repository is asked for: whichever sync of it takes that request up sees these at its end.
        // Lost data only shows when all of it is asked for again, and who asks now wants to know now.
        ids.stream().filter(jobs::comesAfterGit).forEach(id -> jobs.requestAfterGit(id, SourceSync.Mode.FULL));
        ids.stream().filter(id -> !jobs.comesAfterGit(id)).forEach(id -> jobs.request(id, mode));
    }

    @Override
    public void syncNow(SourceId source, SourceSync.Mode mode) {
        projects.require(source.project());
        if (registry.find(source).isPresent()) {
            jobs.request(source, mode);
        }
    }

    private SourceStatus status(Source source, Row row) {
        var state = row.errorCode() != null ? State.FAILING : row.lastGoodAt() == null ? State.NEVER_SYNCED : State.OK;
        var good = row.lastGoodAt();
        var freshFor = watched.interval().multipliedBy(INTERVALS_UNTIL_STALE);
        return new SourceStatus(
                source.id(),
                source.location(),
                state,
                row.lastAttemptAt(),
                good,
                row.lastOutcome(),
                row.errorCode(),
                row.error(),
                row.progress(),
                good == null || good.plus(freshFor).isBefore(clock.instant()));
    }
}
