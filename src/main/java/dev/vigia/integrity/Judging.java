package dev.vigia.integrity;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Judges what was marked. All of one project's open marks are answered in one transaction under the lock of the
/// project's row: a crash leaves the marks and nothing else, and two replicas never write the same change twice.
@Component
class Judging {

    /// So many tags are held in memory at once, with their trees, data and runs.
    private static final int CHUNK = 1000;

    private final Marks marks;
    private final IntegrityStore store;
    private final OrphanFinder orphans;
    private final VersionCatalog versions;
    private final RunCatalog runs;
    private final Bases bases;
    private final ChangeTicker ticker;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Judging(
            Marks marks,
            IntegrityStore store,
            OrphanFinder orphans,
            VersionCatalog versions,
            RunCatalog runs,
            Bases bases,
            ChangeTicker ticker,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.marks = marks;
        this.store = store;
        this.orphans = orphans;
        this.versions = versions;
        this.runs = runs;
        this.bases = bases;
        this.ticker = ticker;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Answers every open mark of the project. Safe to call at any time, from anywhere, twice.
    void drain(ProjectKey project) {
        store.ensureProject(project);
        transaction.executeWithoutResult(_ -> judgeMarked(project));
    }

    private void judgeMarked(ProjectKey project) {
        var state = store.lock(project);
        var open = marks.open(project);
        var basis = bases.of(project);
        var everything = open.all() || !basis.text().equals(state.basis());
        if (open.isEmpty() && !everything) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var tags = everything || open.tags().size() > CHUNK ? allTags(project) : marked(project, open);
        var work = new Work(project, basis, new Claims(tags), now);
        // Of many tags in one pass; chunk by chunk it would be a pass for each.
        var known = tags.size() > CHUNK
                ? store.known(project)
                : store.known(
                        project, tags.stream().map(tag -> tag.name().value()).toList());
        for (var from = 0; from < tags.size(); from += CHUNK) {
            work.judge(tags.subList(from, Math.min(tags.size(), from + CHUNK)), known);
        }
        work.writeRest(known);
        if (basis.knowledge() == Subject.RunKnowledge.KNOWN) {
            work.claims.addAll(open.claims());
            work.claims.addAll(open.tags());
            work.changed |= orphans.find(project, work.family, work.claims, everything);
        } else {
            work.changed |= orphans.forget(project);
        }
        marks.delete(open);
        store.judged(project, basis.text(), now);
        if (work.changed || state.asOf() == null) {
            ticker.changed("integrity/" + project.value());
        }
    }

    private List<VersionTag> allTags(ProjectKey project) {
        var tags = versions.versions(project);
        var gone = store.tags(project);
        tags.forEach(tag -> gone.remove(tag.name().value()));
        store.delete(project, gone);
        return tags;
    }

    /// The marked tags and all that share a version with them: a second model with the same version changes what the
    /// bare version means for the first.
    private List<VersionTag> marked(ProjectKey project, Marks.Open open) {
        var names = new HashSet<>(open.tags());
        names.addAll(store.tagsAt(project, open.commits()));
        var wanted = new HashSet<String>();
        for (var claim : open.claims()) {
            wanted.add(claim);
            wanted.add(Claims.bare(claim));
        }
        names.addAll(store.tagsOfVersions(project, wanted));
        var found = new LinkedHashMap<String, VersionTag>();
        fetch(project, names).forEach(tag -> found.put(tag.name().value(), tag));
        var gone = new HashSet<>(names);
        gone.removeAll(found.keySet());
        store.delete(project, gone);

        var shared = found.values().stream().map(VersionTag::version).collect(Collectors.toSet());
        gone.forEach(name -> shared.add(Claims.bare(name)));
        var relatives = new HashSet<>(store.tagsOfVersions(project, shared));
        relatives.removeAll(found.keySet());
        fetch(project, relatives).forEach(tag -> found.putIfAbsent(tag.name().value(), tag));
        return new ArrayList<>(found.values());
    }

    private List<VersionTag> fetch(ProjectKey project, Set<String> names) {
        return names.isEmpty()
                ? List.of()
                : versions.versions(project, names.stream().map(TagName::new).toList());
    }

    private static final CompletableFuture<List<Judgement>> NOTHING = CompletableFuture.completedFuture(List.of());

    /// One judgement of a set of tags of one project.
    private final class Work {
        private final ProjectKey project;
        private final Bases.Basis basis;
        private final Claims family;
        private final Instant now;
        private final Set<String> claims = new HashSet<>();
        private CompletableFuture<List<Judgement>> pending = NOTHING;
        private boolean changed;

        Work(ProjectKey project, Bases.Basis basis, Claims family, Instant now) {
            this.project = project;
            this.basis = basis;
            this.family = family;
            this.now = now;
        }

        void judge(List<VersionTag> tags, Map<String, IntegrityStore.Known> known) {
            var commits = tags.stream().map(VersionTag::commit).collect(Collectors.toSet());
            var trees = versions.trees(project, commits);
            var data = versions.data(project, commits);
            var claimed = claimedBy(tags);
            var candidates = candidates(tags, claimed);
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
                            basis.matching(),
                            now))
                    .map(subject -> new Answered(subject, Judge.findings(subject)))
                    .toList());
            keepSince(answered, known.keySet());
            var before = pending;
            // Rendered while the chunk before is written.
            pending = CompletableFuture.supplyAsync(() -> answered.parallelStream()
                    .map(each -> Judgement.of(each.subject(), each.findings()))
                    .toList());
            write(before.join(), known);
        }

        void writeRest(Map<String, IntegrityStore.Known> known) {
            write(pending.join(), known);
            pending = NOTHING;
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
                    .filter(each -> each.findings().stream().anyMatch(Work::isUnknownData))
                    .map(Answered::name)
                    .filter(known::contains)
                    .toList();
            var before = store.findings(project, unknown);
            answered.replaceAll(each -> before.getOrDefault(each.name(), List.of()).stream()
                    .filter(Work::isUnknownData)
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
                var name = judgement.tag().name().value();
                var before = known.get(name);
                if (before == null) {
                    fresh.add(judgement);
                } else if (!before.fingerprint().equals(judgement.fingerprint())) {
                    differing.add(judgement);
                }
                if (before == null || before.verdict() != judgement.verdict()) {
                    changes.add(new IntegrityStore.Change(
                            name, before == null ? null : before.verdict(), judgement.verdict(), judgement.deciding()));
                }
            }
            store.insert(fresh, now);
            store.update(differing, now);
            store.append(project, changes, now);
            changed |= !fresh.isEmpty() || !differing.isEmpty();
            for (var change : changes) {
                events.publishEvent(new VerdictChanged(
                        project,
                        new TagName(change.tag()),
                        change.from(),
                        change.to(),
                        Reasons.headline(change.because(), now),
                        now));
            }
        }
    }
}
