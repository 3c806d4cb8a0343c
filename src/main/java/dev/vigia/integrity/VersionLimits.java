package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.util.Collection;
import java.util.Map;

/// Port: whether the KPIs of versions are within their limits, told by whoever keeps their history. When an answer
/// changes, [IntegrityTable#reconsider] is to be called.
public interface VersionLimits {

    /// What is known now; versions whose KPIs were not compared yet are absent.
    Map<TagName, Evidence.Kpis> of(ProjectKey project, Collection<TagName> tags);
}
