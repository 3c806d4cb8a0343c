package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.versions.TagName;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionPlots;
import dev.vigia.versions.VersionTag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to what changed between two versions.
@Service
public class VersionComparisons {

    private final IntegrityReader reader;
    private final VersionCatalog versions;
    private final VersionPlots plots;
    private final RunCatalog runs;
    private final Clock clock;

    VersionComparisons(
            IntegrityReader reader, VersionCatalog versions, VersionPlots plots, RunCatalog runs, Clock clock) {
        this.reader = reader;
        this.versions = versions;
        this.plots = plots;
        this.runs = runs;
        this.clock = clock;
    }

    /// The version that this one is best compared with: the one before it of the same model.
    public Optional<TagName> before(ProjectKey project, TagName tag) {
        var all = versions.versions(project);
        var at = all.stream().filter(one -> one.name().equals(tag)).findFirst();
        return at.flatMap(of -> all.subList(all.indexOf(of) + 1, all.size()).stream()
                .filter(one -> one.deletedAt() == null && Objects.equals(one.artifact(), of.artifact()))
                .map(VersionTag::name)
                .findFirst());
    }

    /// @return empty if one of them is no version tag of the project
    public Optional<VersionComparison> between(ProjectKey project, TagName a, TagName b) {
        return versions.find(project, a)
                .flatMap(one -> versions.find(project, b).map(other -> compared(project, one, other)));
    }

    /// What the plots of two versions show, drawn over each other. Takes as long as remotes take to answer.
    ///
    /// @return empty if one of them is no version tag of the project
    public Optional<PlotComparison> plots(ProjectKey project, TagName a, TagName b) {
        return versions.find(project, a)
                .flatMap(one -> versions.find(project, b)
                        .map(other -> PlotComparison.of(
                                a.value(),
                                plots.of(project, one.commit()),
                                b.value(),
                                plots.of(project, other.commit()))));
    }

    private VersionComparison compared(ProjectKey project, VersionTag a, VersionTag b) {
        var trees = versions.trees(project, List.of(a.commit(), b.commit()));
        var one = trees.get(a.commit());
        var other = trees.get(b.commit());
        var oneRun = run(project, a);
        var otherRun = run(project, b);
        var remarks = new ArrayList<String>();
        remark(a, one, remarks);
        remark(b, other, remarks);
        return new VersionComparison(
                project,
                side(a, one, oneRun),
                side(b, other, otherRun),
                Difference.ofFiles(
                        one == null ? List.of() : one.metrics(), other == null ? List.of() : other.metrics()),
                Difference.ofFiles(one == null ? List.of() : one.params(), other == null ? List.of() : other.params()),
                Difference.ofRuns(
                        oneRun == null ? Map.of() : oneRun.metrics(), otherRun == null ? Map.of() : otherRun.metrics()),
                Difference.ofRuns(
                        oneRun == null ? Map.of() : oneRun.params(), otherRun == null ? Map.of() : otherRun.params()),
                List.copyOf(remarks));
    }

    private static VersionComparison.Side side(VersionTag tag, @Nullable TreeState tree, @Nullable Run run) {
        return new VersionComparison.Side(
                tag.name().value(),
                tag.commit().value(),
                run == null ? null : run.id().value(),
                tree != null);
    }

    private static void remark(VersionTag tag, @Nullable TreeState tree, List<String> remarks) {
        if (tree == null) {
            remarks.add(tag.name() + ": its files have not been read yet");
        } else {
            tree.unread()
                    .forEach(file -> remarks.add(tag.name() + ": " + file.file() + " cannot be read: " + file.why()));
        }
    }

    private @Nullable Run run(ProjectKey project, VersionTag tag) {
        return reader.find(project, tag.name(), clock.instant())
                .map(IntegrityRow::runId)
                .flatMap(id -> runs.find(project, new RunId(id)))
                .orElse(null);
    }
}
