package dev.vigia.integrity;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Door to the integrity table.
@Service
public class IntegrityTable {

    private final IntegrityReader reader;
    private final OrphanStore orphans;
    private final Projects projects;
    private final VersionCatalog versions;
    private final RunCatalog runs;
    private final Bases bases;
    private final Marks marks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IntegrityTable(
            IntegrityReader reader,
            OrphanStore orphans,
            Projects projects,
            VersionCatalog versions,
            RunCatalog runs,
            Bases bases,
            Marks marks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reader = reader;
        this.orphans = orphans;
        this.projects = projects;
        this.versions = versions;
        this.runs = runs;
        this.bases = bases;
        this.marks = marks;
        this.events = events;
        this.clock = clock;
    }

    /// @param limit rows at most
    public List<IntegrityRow> rows(IntegrityQuery query, long offset, int limit) {
        return reader.rows(query, watched(query), offset, limit, clock.instant());
    }

    /// How many rows have which verdict; the query's own verdicts do not restrict it. Verdicts that no row has are
    /// absent.
    public Map<Outcome, Long> counts(IntegrityQuery query) {
        return reader.counts(query, watched(query));
    }

    public Optional<VersionReport> version(ProjectKey project, TagName tag) {
        return reader.find(project, tag, clock.instant()).map(row -> report(row, project, tag));
    }

    public List<OrphanRun> orphanRuns(ProjectKey project) {
        return orphans.all(project);
    }

    /// @param most versions that are named
    public BrokenVersions broken(ProjectKey project, int most) {
        return reader.broken(project, most, clock.instant());
    }

    /// All version tags of the project that are still in Git, oldest first.
    public List<LinkedVersion> linked(ProjectKey project) {
        return reader.linked(project);
    }

    /// Judges these once more, for something outside tags and runs has changed. Takes part in the caller's transaction.
    public void reconsider(ProjectKey project, Collection<TagName> tags) {
        if (!tags.isEmpty()) {
            marks.mark(
                    project, Marks.Kind.TAG, tags.stream().map(TagName::value).toList());
            events.publishEvent(new Marks.Marked(project));
        }
    }

    /// When the project's table last took in a change; null before the first.
    public @Nullable Instant asOf(ProjectKey project) {
        return reader.asOf(project);
    }

    private VersionReport report(IntegrityRow row, ProjectKey project, TagName name) {
        var history = reader.history(project, name);
        var tag = versions.find(project, name).orElse(null);
        if (tag == null) {
            return new VersionReport(row, history, List.of(), null, List.of());
        }
        var commit = tag.commit();
        var tree = versions.trees(project, List.of(commit)).get(commit);
        var data = versions.data(project, List.of(commit)).get(commit);
        var run = row.runId() == null
                ? null
                : runs.find(project, new RunId(row.runId())).orElse(null);
        var comparison = Comparisons.of(tag, tree, data, run, bases.of(project).matching());
        return new VersionReport(
                row,
                history,
                data == null ? List.of() : data.outputs(),
                data == null ? null : data.checkedAt(),
                comparison);
    }

    /// Rows of projects that are no longer configured stay stored, unseen.
    private Set<ProjectKey> watched(IntegrityQuery query) {
        var watched = new HashSet<>(projects.all().stream().map(Project::key).collect(Collectors.toSet()));
        if (!query.projects().isEmpty()) {
            watched.retainAll(query.projects());
        }
        return watched;
    }
}
