package dev.vigia.kpi;

import dev.vigia.drift.DriftHistory;
import dev.vigia.platform.WorkMarks;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.Project;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunQuery;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Gathers the samples of what changed, or of everything.
@Component
class Gathering {

    private static final int CHUNK = 1000;

    /// A report has its id before it is stored, so one with a page of megabytes may appear after the one that follows
    /// it. So many of the last are looked at again; far fewer can be on their way at the same time.
    private static final int UNDER_WAY = 100;

    private final RunCatalog runs;
    private final VersionCatalog versions;
    private final SampleIntake intake;
    private final SampleStore store;
    private final DriftHistory drift;

    Gathering(RunCatalog runs, VersionCatalog versions, SampleIntake intake, SampleStore store, DriftHistory drift) {
        this.drift = drift;
        this.runs = runs;
        this.versions = versions;
        this.intake = intake;
        this.store = store;
    }

    /// @param kpis whose series changed
    /// @param touchesVersions whether what changed may belong to a version
    /// @param drift id of the last report of drift that was taken in
    record Gathered(Set<String> kpis, boolean touchesVersions, long drift) {}

    /// @param everything instead of only what is marked
    /// @param lastReport of drift that was taken in
    Gathered gather(Project project, WorkMarks.Open open, boolean everything, long lastReport) {
        var changed = new HashSet<String>();
        var claiming =
                everything ? allRuns(project, changed) : markedRuns(project, open.names(KpiMarks.Kind.RUN), changed);
        var tags = everything
                ? versions.versions(project.key())
                : versions.versions(
                        project.key(),
                        open.names(KpiMarks.Kind.TAG).stream().map(TagName::new).toList());
        var names = everything ? store.origins(project.key(), SampleSource.DVC) : open.names(KpiMarks.Kind.TAG);
        takeTags(project, tags, names, changed);
        var last = drift(project, everything ? 0 : lastReport, changed);
        return new Gathered(changed, claiming || everything || !names.isEmpty(), last);
    }

    /// The share of drifted columns, in percent, of the reports that came since, for every KPI of that metric.
    ///
    /// @param after id of the last report that was taken in
    /// @return id of the last one now
    long drift(Project project, long after, Set<String> changed) {
        var kpis = project.kpis().all().stream()
                .filter(kpi -> kpi.metric().equals(Kpi.DATA_DRIFT))
                .map(Kpi::name)
                .toList();
        var read = Math.max(0, after - UNDER_WAY);
        while (true) {
            var shares = drift.shares(project.key(), read, CHUNK);
            var said = new ArrayList<Sample>();
            for (var report : shares) {
                var share = report.share();
                read = report.id().value();
                if (share != null) {
                    kpis.forEach(kpi -> said.add(new Sample(
                            kpi, report.at(), SampleSource.DRIFT, report.id().toString(), share * 100)));
                }
            }
            changed.addAll(intake.take(
                    project.key(),
                    SampleSource.DRIFT,
                    shares.stream().map(report -> report.id().toString()).toList(),
                    said));
            if (shares.size() < CHUNK) {
                return Math.max(after, read);
            }
        }
    }

    private boolean markedRuns(Project project, Set<String> ids, Set<String> changed) {
        var claiming = false;
        for (var chunk : chunks(ids)) {
            var found = runs.all(project.key(), chunk.stream().map(RunId::new).toList());
            changed.addAll(take(project, found, chunk));
            // One that is gone may have claimed a version; the table of versions then changes too.
            claiming |= found.stream().anyMatch(run -> run.version() != null);
        }
        return claiming;
    }

    private boolean allRuns(Project project, Set<String> changed) {
        var gone = store.origins(project.key(), SampleSource.RUN);
        var query = RunQuery.of(project.key());
        var page = runs.page(query, CHUNK, null);
        while (true) {
            var ids = page.runs().stream().map(run -> run.id().value()).toList();
            changed.addAll(take(project, page.runs(), ids));
            ids.forEach(gone::remove);
            var next = page.next();
            if (next == null) {
                break;
            }
            page = runs.page(query, CHUNK, next);
        }
        chunks(gone).forEach(chunk -> changed.addAll(intake.take(project.key(), SampleSource.RUN, chunk, List.of())));
        return true;
    }

    private Set<String> take(Project project, List<Run> found, Collection<String> ids) {
        var said = found.stream()
                .flatMap(run -> Readings.of(run, project.kpis().all()).stream())
                .toList();
        return intake.take(project.key(), SampleSource.RUN, ids, said);
    }

    private void takeTags(Project project, List<VersionTag> tags, Collection<String> before, Set<String> changed) {
        var names = new HashSet<>(before);
        var said = new ArrayList<Sample>();
        for (var from = 0; from < tags.size(); from += CHUNK) {
            var chunk = tags.subList(from, Math.min(tags.size(), from + CHUNK));
            var trees = versions.trees(
                    project.key(), chunk.stream().map(VersionTag::commit).collect(Collectors.toSet()));
            chunk.forEach(tag -> {
                names.add(tag.name().value());
                said.addAll(Readings.of(
                        tag,
                        trees.get(tag.commit()),
                        project.kpis().all(),
                        project.names().metrics()));
            });
        }
        changed.addAll(intake.take(project.key(), SampleSource.DVC, names, said));
    }

    private static List<List<String>> chunks(Collection<String> all) {
        var list = List.copyOf(all);
        var chunks = new ArrayList<List<String>>();
        for (var from = 0; from < list.size(); from += CHUNK) {
            chunks.add(list.subList(from, Math.min(list.size(), from + CHUNK)));
        }
        return chunks;
    }
}
