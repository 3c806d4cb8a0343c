package dev.vigia.integrity;

import dev.vigia.runs.Run;
import dev.vigia.versions.VersionTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// By which versions a run can mean which tag. A run may leave out the counter of `churn@v1.2.0#4`, and the model's
/// name too as long as no other model of the project has that version.
final class Claims {

    private static final Pattern COUNTER = Pattern.compile("#\\d+$");

    private final Set<String> liveNames = new HashSet<>();
    private final Map<String, List<VersionTag>> liveByVersion = new HashMap<>();

    /// @param tags all tags of every version in question: a tag that is left out cannot contest a claim
    Claims(Collection<VersionTag> tags) {
        for (var tag : tags) {
            if (tag.deletedAt() == null) {
                liveNames.add(tag.name().value());
                liveByVersion
                        .computeIfAbsent(tag.version(), _ -> new ArrayList<>(1))
                        .add(tag);
            }
        }
    }

    /// The versions that mean the tag, its own name first.
    List<String> of(VersionTag tag) {
        var own = tag.name().value();
        var claims = new ArrayList<String>(3);
        claims.add(own);
        var uncounted = COUNTER.matcher(own).replaceFirst("");
        if (!uncounted.equals(own)) {
            claims.add(uncounted);
        }
        if (tag.artifact() != null && !claims.contains(tag.version()) && !otherArtifactHas(tag)) {
            claims.add(tag.version());
        }
        return claims;
    }

    /// The tag's runs among those that claim one of its versions. A shorter claim that is another live tag's own
    /// name counts only while no live run claims this tag by its own.
    List<Run> runsOf(VersionTag tag, Map<String, List<Run>> byVersion) {
        var own = byVersion.getOrDefault(tag.name().value(), List.of());
        var ownIsClaimed = own.stream().anyMatch(run -> !run.deleted());
        var runs = new ArrayList<>(own);
        for (var claim : of(tag)) {
            var contested = liveNames.contains(claim) && ownIsClaimed;
            if (!claim.equals(tag.name().value()) && !contested) {
                runs.addAll(byVersion.getOrDefault(claim, List.of()));
            }
        }
        return runs;
    }

    /// The live tags that a claim means.
    List<VersionTag> accepting(String claim) {
        return family(claim).stream().filter(tag -> of(tag).contains(claim)).toList();
    }

    /// The live tags that a claim could mean, were it not ambiguous.
    List<VersionTag> family(String claim) {
        var found = new ArrayList<>(liveByVersion.getOrDefault(claim, List.of()));
        if (!bare(claim).equals(claim)) {
            found.addAll(liveByVersion.getOrDefault(bare(claim), List.of()));
        }
        return found;
    }

    /// The version alone: `v1.2.0` of `churn@v1.2.0#4`.
    static String bare(String claim) {
        var uncounted = COUNTER.matcher(claim).replaceFirst("");
        return uncounted.substring(uncounted.lastIndexOf('@') + 1);
    }

    private boolean otherArtifactHas(VersionTag tag) {
        return liveByVersion.getOrDefault(tag.version(), List.of()).stream()
                .anyMatch(other -> !Objects.equals(other.artifact(), tag.artifact()));
    }
}
