package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The other direction: live runs that claim a version no tag has, or one that another run claims too.
@Component
class OrphanFinder {

    private final RunCatalog runs;
    private final VersionCatalog versions;
    private final OrphanStore store;

    OrphanFinder(RunCatalog runs, VersionCatalog versions, OrphanStore store) {
        this.runs = runs;
        this.versions = versions;
        this.store = store;
    }

    /// @param tags all tags that one of the versions could mean
    /// @param claims the versions in question
    /// @param everything the versions in question are all that there are
    /// @return whether anything changed
    boolean find(ProjectKey project, Claims tags, Set<String> claims, boolean everything) {
        var claiming = (everything ? runs.claimingAny(project) : runs.claiming(project, claims))
                .stream().filter(run -> !run.deleted() && run.version() != null).toList();
        var byVersion = claiming.stream().collect(Collectors.groupingBy(run -> String.valueOf(run.version())));
        var orphans = new ArrayList<OrphanStore.Orphan>();
        var unknown = new HashSet<String>();
        byVersion.forEach((version, claimants) -> {
            var accepting = tags.accepting(version);
            if (accepting.isEmpty()) {
                unknown.add(version);
            } else {
                orphans.addAll(rivals(version, claimants, accepting, tags, byVersion));
            }
        });
        orphans.addAll(withoutTag(project, unknown, byVersion, tags));
        var affected = new HashSet<>(claims);
        affected.addAll(byVersion.keySet());
        if (everything) {
            store.all(project).forEach(orphan -> affected.add(orphan.version()));
        }
        return store.replace(project, affected, orphans);
    }

    /// Without runs to judge there is nothing to accuse.
    boolean forget(ProjectKey project) {
        var versionsNamed = store.all(project).stream().map(OrphanRun::version).collect(Collectors.toSet());
        return !versionsNamed.isEmpty() && store.replace(project, versionsNamed, List.of());
    }

    private static List<OrphanStore.Orphan> rivals(
            String version,
            Collection<Run> claimants,
            List<VersionTag> accepting,
            Claims tags,
            Map<String, List<Run>> byVersion) {
        var result = new ArrayList<OrphanStore.Orphan>();
        for (var run : claimants) {
            var others = accepting.stream()
                    .map(tag -> tags.runsOf(tag, byVersion))
                    .filter(linked -> linked.contains(run))
                    .flatMap(List::stream)
                    .map(other -> other.id().value())
                    .filter(other -> !other.equals(run.id().value()))
                    .distinct()
                    .sorted()
                    .limit(Evidence.MOST)
                    .toList();
            if (!others.isEmpty()) {
                result.add(new OrphanStore.Orphan(run, version, OrphanReasons.TWICE, others));
            }
        }
        return result;
    }

    private List<OrphanStore.Orphan> withoutTag(
            ProjectKey project, Set<String> unknown, Map<String, List<Run>> byVersion, Claims tags) {
        if (unknown.isEmpty()) {
            return List.of();
        }
        // A tag that names no version may still be what the run means, so it is not accused.
        var otherTags = versions.otherTags(project).stream().map(TagName::value).collect(Collectors.toSet());
        var deleted = versions
                .versions(project, unknown.stream().map(TagName::new).toList())
                .stream()
                .map(tag -> tag.name().value())
                .collect(Collectors.toSet());
        var result = new ArrayList<OrphanStore.Orphan>();
        for (var version : unknown) {
            if (otherTags.contains(version)) {
                continue;
            }
            var several = tags.family(version).stream()
                    .map(tag -> tag.name().value())
                    .sorted()
                    .toList();
            var code = several.size() > 1 ? OrphanReasons.OF_SEVERAL : OrphanReasons.WITHOUT_TAG;
            var others =
                    several.size() > 1 ? several : deleted.contains(version) ? List.of(version) : List.<String>of();
            for (var run : byVersion.getOrDefault(version, List.of())) {
                result.add(new OrphanStore.Orphan(run, version, code, others));
            }
        }
        return result;
    }
}
