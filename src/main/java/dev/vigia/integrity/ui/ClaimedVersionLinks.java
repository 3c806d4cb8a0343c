package dev.vigia.integrity.ui;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.ui.VersionLinks;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Leads from a run to the page of the version it claims. A run may claim `v1.2.0` where the tag is
/// `churn@v1.2.0#4`; with several such tags there is no one page.
@Component
class ClaimedVersionLinks implements VersionLinks {

    private final VersionCatalog versions;

    ClaimedVersionLinks(VersionCatalog versions) {
        this.versions = versions;
    }

    @Override
    public Optional<String> pageOf(ProjectKey project, String version) {
        return versions.find(project, new TagName(version))
                .or(() -> onlyOne(project, version))
                .map(tag -> IntegrityNavigation.versionPage(project, tag.name()));
    }

    private Optional<VersionTag> onlyOne(ProjectKey project, String version) {
        var tags = versions.versions(project).stream()
                .filter(tag -> tag.version().equals(version))
                .limit(2)
                .toList();
        return tags.size() == 1 ? Optional.of(tags.getFirst()) : Optional.empty();
    }
}
