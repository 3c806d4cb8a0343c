package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.VersionReport;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings together, from three doors, what the panel and the page of one version show.
@Component
class VersionSources {

    private final IntegrityTable table;
    private final VersionCatalog versions;
    private final RunCatalog runs;

    VersionSources(IntegrityTable table, VersionCatalog versions, RunCatalog runs) {
        this.table = table;
        this.versions = versions;
        this.runs = runs;
    }

    /// @param tag as Git has it; null if it has only just been judged
    /// @param run null if none is linked, or it is gone
    /// @param runLink its page in MLflow
    /// @param hostLink the tag's page on its Git host
    record Version(
            VersionReport report,
            @Nullable VersionTag tag,
            @Nullable Run run,
            @Nullable String runLink,
            @Nullable String hostLink) {}

    Optional<Version> find(ProjectKey project, TagName name) {
        return table.version(project, name).map(report -> {
            var runId = report.row().runId();
            var run =
                    runId == null ? null : runs.find(project, new RunId(runId)).orElse(null);
            return new Version(
                    report,
                    versions.find(project, name).orElse(null),
                    run,
                    run == null ? null : runs.link(project, run).orElse(null),
                    versions.link(project, name).orElse(null));
        });
    }

    void checkDeeply(ProjectKey project, TagName name) {
        versions.checkDeeply(project, name);
    }
}
