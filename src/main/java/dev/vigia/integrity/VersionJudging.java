package dev.vigia.integrity;

import dev.vigia.platform.LogLine;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/// One judgement of a set of version tags of one project. [#judge] takes part in the caller's transaction, and may
/// be called for different tags on several threads.
final class VersionJudging {

    private static final Logger LOG = LoggerFactory.getLogger(VersionJudging.class);

    private final VersionCatalog versions;
    private final RunCatalog runs;
    private final VersionLimits limits;
    private final IntegrityStore store;
    private final ApplicationEventPublisher events;
    private final ProjectKey project;
    private final Bases.Basis basis;
    private final Claims family;
    private final Instant now;
    private final Set<String> claims = ConcurrentHashMap.newKeySet();
    private volatile boolean wrote;

    /// @param family of all tags of the versions in question, and not only of those that are judged
    VersionJudging(
            VersionCatalog versions,
            RunCatalog runs,
            VersionLimits limits,
            IntegrityStore store,
            ApplicationEventPublisher events,
            ProjectKey project,
            Bases.Basis basis,
            Claims family,
            Instant now) {
        this.versions = versions;
        this.runs = runs;
        this.limits = limits;
        this.store = store;
        this.events = events;
        this.project = project;
        this.basis = basis;
        this.family = family;
        this.now = now;
    }

    /// The versions that runs were asked for.
    Set<String> claims() {
        return claims;
    }

    /// Whether any row differs from what was stored.
    boolean hasWritten() {
        return wrote;
    }

    void judge(List<VersionTag> tags, Map<String, IntegrityStore.Known> known) {
        var commits = tags.stream().map(VersionTag::commit).collect(Collectors.toSet());
        var trees = versions.trees(project, commits);
        var data = versions.data(project, commits);
        var claimed = claimedBy(tags);
        var candidates = candidates(tags, claimed);
        var kpis = limits.of(project, tags.stream().map(VersionTag::name).toList());
        // Pure, so all processors may share the work; the database stays with this thread and its transaction.
        var answered = new ArrayList<>(tags.parallelStream()
                .map(tag -> new Subject(
                        tag,
                        trees.get(tag.commit()),
                        data.get(tag.commit()),
                        basis.knowledge(),
                        family.of(tag),
                        family.runsOf(tag, claimed),
                        candidates.getOrDefault(tag.commit().value(), List.of()),
                        kpis.get(tag.name()),
                        basis.matching(),
                        now))
                .map(subject -> new Answered(subject, Judge.findings(subject)))
                .toList());
        keepSince(answered, known.keySet());
        write(
                answered.parallelStream()
                        .map(each -> Judgement.of(each.subject(), each.findings()))
                        .toList(),
                known);
    }

    private Map<String, List<Run>> claimedBy(List<VersionTag> tags) {
        if (basis.knowledge() != Subject.RunKnowledge.KNOWN) {
            return Map.of();
        }
        var wanted = new HashSet<String>();
        for (var tag : tags) {
            wanted.addAll(family.of(tag));
            // What no longer means this tag alone is in question too.
            wanted.add(tag.version());
        }
        claims.addAll(wanted);
        return runs.claiming(project, wanted).stream()
                .collect(Collectors.groupingBy(run -> String.valueOf(run.version())));
    }

    /// Runs made from the commit of a tag that no live run claims, by commit.
    private Map<String, List<Run>> candidates(List<VersionTag> tags, Map<String, List<Run>> claimed) {
        if (basis.knowledge() != Subject.RunKnowledge.KNOWN) {
            return Map.of();
        }
        var unclaimed = tags.stream()
                .filter(tag -> family.runsOf(tag, claimed).stream().allMatch(Run::deleted))
                .map(tag -> tag.commit().value())
                .collect(Collectors.toSet());
        if (unclaimed.isEmpty()) {
            return Map.of();
        }
        var made = runs.madeFrom(project, unclaimed);
        var taken = takenVersions(made);
        return made.stream()
                .filter(run -> run.version() == null || !taken.contains(run.version()))
                .collect(Collectors.groupingBy(run -> String.valueOf(run.sourceCommit())));
    }

    /// A run that stands for another tag is nobody's candidate.
    private Set<String> takenVersions(Collection<Run> made) {
        var claimedVersions = made.stream()
                .map(Run::version)
                .filter(version -> version != null)
                .collect(Collectors.toSet());
        var taken = new HashSet<String>();
        for (var version : claimedVersions) {
            var stored = store.tagsOfVersions(project, List.of(version, Claims.bare(version)));
            if (!stored.isEmpty() || !family.family(version).isEmpty()) {
                taken.add(version);
            }
        }
        return taken;
    }

    private void keepSince(List<Answered> answered, Set<String> known) {
        var unknown = answered.stream()
                .filter(each -> each.findings().stream().anyMatch(VersionJudging::isUnknownData))
                .map(Answered::name)
                .filter(known::contains)
                .toList();
        var before = store.findings(project, unknown);
        answered.replaceAll(each -> before.getOrDefault(each.name(), List.of()).stream()
                .filter(VersionJudging::isUnknownData)
                .findFirst()
                .map(each::continuing)
                .orElse(each));
    }

    private static boolean isUnknownData(Finding finding) {
        return finding.check() == CheckKind.DATA_PUSHED && finding.outcome() == Outcome.UNKNOWN;
    }

    private void write(List<Judgement> judgements, Map<String, IntegrityStore.Known> known) {
        var fresh = new ArrayList<Judgement>();
        var differing = new ArrayList<Judgement>();
        var changes = new ArrayList<IntegrityStore.Change>();
        for (var judgement : judgements) {
            var before = known.get(judgement.name());
            if (before == null) {
                fresh.add(judgement);
            } else if (!before.fingerprint().equals(judgement.fingerprint())) {
                differing.add(judgement);
                if (before.verdict() != judgement.verdict()) {
                    changes.add(new IntegrityStore.Change(
                            project, judgement.name(), before.verdict(), judgement.deciding(), now));
                }
            }
        }
        var changed = judgements.parallelStream()
                .filter(judgement -> {
                    var before = known.get(judgement.name());
                    return before == null || before.verdict() != judgement.verdict();
                })
                .map(judgement -> event(judgement, known.get(judgement.name())))
                .toList();
        store.insert(fresh, now);
        store.update(project, differing, now);
        store.append(changes);
        if (!fresh.isEmpty() || !differing.isEmpty()) {
            wrote = true;
        }
        changed.forEach(change -> {
            tell(change);
            events.publishEvent(change);
        });
    }

    /// The first verdict of a version is no change.
    private static void tell(VerdictChanged change) {
        if (change.from() != null) {
            LogLine.info(LOG, "verdict-changed")
                    .with(LogLine.PROJECT, change.project())
                    .with(LogLine.VERSION, change.tag())
                    .with(LogLine.VERDICT, change.to())
                    .say("The verdict of " + change.tag() + " of " + change.project() + " was " + change.from()
                            + " and is " + change.to() + ": " + change.because());
        }
    }

    private VerdictChanged event(Judgement judgement, IntegrityStore.@Nullable Known before) {
        return new VerdictChanged(
                project,
                judgement.tag().name(),
                before == null ? null : before.verdict(),
                judgement.verdict(),
                Reasons.headline(judgement.deciding(), now),
                now);
    }
}
