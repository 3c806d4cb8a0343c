package dev.vigia.versions.git;

import dev.vigia.versions.CommitId;
import dev.vigia.versions.ReadingFaults;
import dev.vigia.versions.TagSource;
import dev.vigia.versions.TreeAccess;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Reads tags and trees out of one open repository, on as many threads as like to.
final class ObjectTrees implements TagSource.Objects, AutoCloseable {

    /// A chain of tags of tags longer than this is a prank.
    private static final int DEEPEST = 5;

    private static final int ALONE = 256;

    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Repository repository;
    private final Map<CommitId, ObjectId> roots = new ConcurrentHashMap<>();
    private final Queue<ObjectReader> readers = new ConcurrentLinkedQueue<>();

    /// A reader keeps an inflater and a window: made once a thread, not once a tree.
    private final ThreadLocal<ObjectReader> reader = ThreadLocal.withInitial(this::newReader);

    ObjectTrees(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<TagSource.GitTag> describe(Collection<TagSource.Ref> tags, ReadingFaults faults) throws IOException {
        List<TagSource.Ref> all = List.copyOf(tags);
        int workers = all.size() <= ALONE ? 1 : Runtime.getRuntime().availableProcessors();
        if (workers == 1) {
            return describeSome(all, faults);
        }
        List<TagSource.GitTag> described = new ArrayList<>(all.size());
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<List<TagSource.GitTag>>> parts = new ArrayList<>();
            for (int from = 0; from < all.size(); from += ALONE) {
                List<TagSource.Ref> part = all.subList(from, Math.min(all.size(), from + ALONE));
                parts.add(pool.submit(() -> describeSome(part, faults)));
            }
            for (Future<List<TagSource.GitTag>> part : parts) {
                described.addAll(part.get());
            }
            return described;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem
                    ? problem
                    : new IOException("A tag could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while tags were read", e);
        }
    }

    private List<TagSource.GitTag> describeSome(List<TagSource.Ref> tags, ReadingFaults faults) {
        List<TagSource.GitTag> described = new ArrayList<>(tags.size());
        try (RevWalk walk = new RevWalk(repository)) {
            for (TagSource.Ref tag : tags) {
                try {
                    described.add(describe(walk, tag));
                } catch (IOException | RuntimeException e) {
                    faults.tag(tag.name(), e);
                }
            }
        }
        return described;
    }

    private TagSource.GitTag describe(RevWalk walk, TagSource.Ref ref) throws IOException {
        RevObject object = walk.parseAny(ObjectId.fromString(ref.target()));
        RevTag outermost = object instanceof RevTag tag ? tag : null;
        for (int depth = 0; object instanceof RevTag tag && depth < DEEPEST; depth++) {
            object = walk.parseAny(tag.getObject());
        }
        CommitId commit = new CommitId(object.name());
        Instant at = null;
        if (object instanceof RevCommit revision) {
            roots.put(commit, revision.getTree().copy());
            at = time(Instant.ofEpochSecond(Integer.toUnsignedLong(revision.getCommitTime())));
        }
        if (outermost == null) {
            return new TagSource.GitTag(ref, commit, false, at, null, null);
        }
        PersonIdent tagger = outermost.getTaggerIdent();
        return new TagSource.GitTag(
                ref,
                commit,
                true,
                tagger == null ? at : time(tagger.getWhenAsInstant()),
                tagger == null ? null : tagger.getName(),
                outermost.getFullMessage().strip());
    }

    /// A time that no database takes is no time.
    private static @Nullable Instant time(Instant instant) {
        return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
    }

    @Override
    public TreeAccess tree(CommitId commit) throws IOException {
        ObjectId root = roots.get(commit);
        if (root == null) {
            root = root(ObjectId.fromString(commit.value()));
            roots.put(commit, root);
        }
        return new ObjectTree(commit, root, reader::get);
    }

    /// Where a tag of something else ends there is no tree: an empty one stands for it.
    private ObjectId root(ObjectId commit) throws IOException {
        // Not closed: that would close the thread's reader.
        RevWalk walk = new RevWalk(reader.get());
        return walk.parseAny(commit) instanceof RevCommit revision
                ? revision.getTree().copy()
                : ObjectTree.EMPTY;
    }

    boolean lacks(TagSource.Ref tag) throws IOException {
        return !reader.get().has(ObjectId.fromString(tag.target()));
    }

    private ObjectReader newReader() {
        ObjectReader made = repository.newObjectReader();
        readers.add(made);
        return made;
    }

    @Override
    public void close() {
        readers.forEach(ObjectReader::close);
    }
}
