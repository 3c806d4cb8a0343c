package dev.vigia.integrity;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunCatalog;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Judges what was marked. All of one project's open marks are answered under the lock of the project's row, so two
/// replicas never write the same change twice. The marks go in the transaction that ends the judgement: a crash
/// leaves them, and with them at most chunks of many tags that the next judgement finds as it would write them.
@Component
class Judging {

    /// So many tags are held in memory at once, with their trees, data and runs.
    private static final int CHUNK = 1000;

    /// Connections that write while another one holds the lock; far fewer than the pool has.
    private static final int SIDE_BY_SIDE = 2;

    private final Marks marks;
    private final IntegrityStore store;
    private final OrphanFinder orphans;
    private final VersionCatalog versions;
    private final RunCatalog runs;
    private final VersionLimits limits;
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
            VersionLimits limits,
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
        this.limits = limits;
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
        var everything = open.everything() || !basis.text().equals(state.basis());
        if (open.isEmpty() && !everything) {
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var tags = everything || open.tags().size() > CHUNK ? allTags(project) : marked(project, open);
        var family = new Claims(tags);
        var work = new VersionJudging(versions, runs, limits, store, events, project, basis, family, now);
        if (tags.size() <= CHUNK) {
            var names = tags.stream().map(tag -> tag.name().value()).toList();
            work.judge(tags, store.known(project, names));
        } else {
            // Of many tags in one pass; chunk by chunk it would be a pass for each.
            judgeMany(work, tags, store.known(project));
        }
        var changed = work.hasWritten();
        if (basis.knowledge() == Subject.RunKnowledge.KNOWN) {
            var claims = new HashSet<>(work.claims());
            claims.addAll(open.claims());
            claims.addAll(open.tags());
            changed |= orphans.find(project, family, claims, everything);
        } else {
            changed |= orphans.forget(project);
        }
        marks.delete(open);
        store.judged(project, basis.text(), now);
        if (changed || state.asOf() == null) {
            ticker.changed("integrity/" + project.value());
        }
    }

    /// Chunk by chunk, side by side, each in a transaction of its own while this one holds the lock: a database takes
    /// many rows faster on two connections than on one, and commits pages best that it still has in memory.
    private void judgeMany(VersionJudging work, List<VersionTag> tags, Map<String, IntegrityStore.Known> known) {
        var chunks = new ArrayList<Callable<@Nullable Void>>();
        for (var from = 0; from < tags.size(); from += CHUNK) {
            var chunk = tags.subList(from, Math.min(tags.size(), from + CHUNK));
            chunks.add(() -> {
                transaction.executeWithoutResult(_ -> work.judge(chunk, known));
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (var chunk : threads.invokeAll(chunks)) {
                chunk.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("Versions could not be judged", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while versions were judged", e);
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
}
