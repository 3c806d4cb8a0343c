package dev.vigia.versions;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import dev.vigia.versions.VersionStore.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings the version tags of a project up to date, and what their trees say. Trees are stored as they are read,
/// for a commit says the same for ever; the tags follow in one transaction, together with the event. So wherever
/// it is interrupted, the next run ends at the same table.
@Component
class VersionSync implements SourceSync {

    private final TagSource source;
    private final VersionStore versions;
    private final TreeStore trees;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final ChangeTicker ticker;
    private final Clock clock;
    private final Map<ProjectKey, Remembered> remembered = new ConcurrentHashMap<>();

    /// What the last sync of this process left, so that a small change costs little. Good only while the
    /// database still says the same, for another replica may have been at work.
    private record Remembered(Seen seen, TagLedger ledger) {}

    VersionSync(
            TagSource source,
            VersionStore versions,
            TreeStore trees,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            ChangeTicker ticker,
            Clock clock) {
        this.source = source;
        this.versions = versions;
        this.trees = trees;
        this.transaction = transaction;
        this.events = events;
        this.ticker = ticker;
        this.clock = clock;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.GIT;
    }

    @Override
    public boolean appliesTo(Project project) {
        return project.git() != null;
    }

    @Override
    public String sync(Project project, Mode mode, Progress progress) throws SourceFailure {
        Project.Git git = project.git();
        if (git == null) {
            return "no repository is configured";
        }
        VersionNaming naming = new VersionNaming(git.versionTags());
        progress.at("asking for tags", 0, 0);
        try (TagSource.Listing listing = source.list(project)) {
            Seen now = new Seen(digest(listing), naming.rules());
            Optional<Seen> before = versions.seen(project.key());
            Remembered last = remembered.get(project.key());
            if (last != null && !last.seen().equals(before.orElse(null))) {
                last = null;
            }
            if (last != null && last.seen().equals(now) && mode == Mode.INCREMENTAL) {
                return tags(listing.refs().size()) + ", nothing new";
            }
            TagLedger ledger = last != null ? last.ledger() : versions.ledger(project.key());
            boolean renamed = before.isPresent() && !before.get().rules().equals(now.rules());
            boolean everyTree = mode == Mode.FULL || last == null;
            return take(project, listing, ledger, naming, renamed, now, everyTree, progress);
        } catch (IOException e) {
            throw new SourceFailure(
                    "git-corrupt",
                    "The repository's tags are known, but what they stand for cannot be read: " + e.getMessage()
                            + ". Run git fsck on it.",
                    e);
        }
    }

    private String take(
            Project project,
            TagSource.Listing listing,
            TagLedger before,
            VersionNaming naming,
            boolean renamed,
            Seen seen,
            boolean everyTree,
            Progress progress)
            throws SourceFailure, IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<TagSource.Ref> news = before.toDescribe(listing.refs());
        TagSource.Objects objects = null;
        List<TagSource.GitTag> described = List.of();
        ReadingFaults faults = new ReadingFaults();
        if (!news.isEmpty()) {
            objects = listing.fetch(news, progress);
            described = objects.describe(news, faults);
        }
        TagLedger after = before.next(listing.refs(), described, naming, renamed, now);
        TagLedger.Changes changes = before.changes(after);

        int read = 0;
        Set<CommitId> unread = unread(project.key(), after, changes, everyTree);
        if (!unread.isEmpty()) {
            // A mirror that was made anew may lack tags that are not new to us.
            objects = objects != null && !everyTree ? objects : listing.fetch(listing.refs(), progress);
            read = readTrees(project.key(), objects, unread, before, faults, progress);
        }
        List<TagSource.GitTag> texts = described;
        transaction.executeWithoutResult(status -> {
            versions.write(project.key(), changes, texts, now);
            if (faults.isEmpty()) {
                versions.seen(project.key(), seen);
            }
            announce(project.key(), after, changes.names());
        });
        if (!faults.isEmpty()) {
            // Not remembered as seen, so that the next sync tries again what is left.
            throw faults.failure(after);
        }
        remembered.put(project.key(), new Remembered(seen, after));
        return sentence(before, after, changes, read);
    }

    /// Commits of present version tags whose trees nobody has read.
    private Set<CommitId> unread(ProjectKey project, TagLedger after, TagLedger.Changes changes, boolean everyTree) {
        Set<CommitId> wanted = new LinkedHashSet<>();
        for (TagRecord tag : everyTree ? after.tags().values() : changes.tags()) {
            if (tag.isVersion() && !tag.isDeleted()) {
                wanted.add(tag.commit());
            }
        }
        return wanted.isEmpty() ? wanted : trees.unread(project, wanted);
    }

    private int readTrees(
            ProjectKey project,
            TagSource.Objects objects,
            Collection<CommitId> unread,
            TagLedger known,
            ReadingFaults faults,
            Progress progress)
            throws IOException {
        Map<CommitId, Set<TagName>> tags = known.tagsOn(unread);
        int[] done = {0};
        trees.read(unread, objects::tree, faults, batch -> {
            Set<TagName> affected = new LinkedHashSet<>();
            batch.forEach(tree -> affected.addAll(tags.getOrDefault(tree.commit(), Set.of())));
            transaction.executeWithoutResult(status -> {
                trees.store(project, batch);
                announce(project, known, affected);
            });
            done[0] += batch.size();
            progress.at("reading versions", done[0], unread.size());
        });
        return done[0];
    }

    /// Tells of those that are versions, inside the transaction that changed them.
    private void announce(ProjectKey project, TagLedger ledger, Set<TagName> names) {
        Set<TagName> changed = new LinkedHashSet<>();
        for (TagName name : names) {
            TagRecord tag = ledger.tags().get(name);
            if (tag != null && tag.isVersion()) {
                changed.add(name);
            }
        }
        if (!changed.isEmpty()) {
            events.publishEvent(new VersionsSynced(project, changed));
            ticker.changed("versions/" + project);
        }
    }

    private static String sentence(TagLedger before, TagLedger after, TagLedger.Changes changes, int read) {
        long present =
                after.tags().values().stream().filter(tag -> !tag.isDeleted()).count();
        long deleted =
                changes.moves().stream().filter(move -> move.to() == null).count();
        long moved = changes.moves().size() - deleted;
        List<String> parts = new ArrayList<>();
        parts.add(tags(present));
        if (!changes.added().isEmpty()) {
            parts.add(changes.added().size() + " new");
        }
        if (moved > 0) {
            parts.add(moved + " moved");
        }
        if (deleted > 0) {
            parts.add(deleted + " deleted");
        }
        if (read > 0) {
            parts.add(read + (read == 1 ? " tree read" : " trees read"));
        }
        if (parts.size() == 1) {
            parts.add("nothing new");
        }
        if (present == 0 && before.tags().values().stream().anyMatch(tag -> !tag.isDeleted())) {
            parts.add("the repository answers with no tag at all although it had some");
        }
        return String.join(", ", parts);
    }

    private static String tags(long number) {
        return number + (number == 1 ? " tag" : " tags");
    }

    private static String digest(TagSource.Listing listing) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            listing.refs().stream()
                    .sorted(Comparator.comparing(TagSource.Ref::name))
                    .forEach(ref ->
                            sha.update((ref.target() + " " + ref.name() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
