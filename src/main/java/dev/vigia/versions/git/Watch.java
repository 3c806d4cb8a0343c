package dev.vigia.versions.git;

import dev.vigia.projects.SourceFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.jspecify.annotations.Nullable;

/// Looks at the clock and at the disk while JGit talks to a repository, and cuts the connection when either
/// limit is passed: a server that trickles a byte now and then passes every timeout of a single read.
final class Watch implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 200;

    private final GitSettings settings;
    private final Path folder;
    private final String where;
    private final List<Closeable> connections = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Thread worker = Thread.currentThread();
    private final Thread thread;
    private boolean closed;
    private volatile @Nullable SourceFailure reached;

    /// @param folder of the mirror, whose size is limited
    Watch(GitSettings settings, Path folder, String where) {
        this.settings = settings;
        this.folder = folder;
        this.where = where;
        this.thread = Thread.ofVirtual().name("git-watch").start(this::look);
    }

    /// To be closed from here when a limit is passed.
    void connection(Closeable connection) {
        connections.add(connection);
    }

    /// Why the watch cut the connection; null if it did not.
    @Nullable
    SourceFailure reached() {
        return reached;
    }

    /// Measures once more: a fast answer may have passed the limit between two looks.
    void lastLook() throws GitFailure.Refused {
        if (reached == null && size() > settings.sizeLimit().toBytes()) {
            throw new GitFailure.Refused(GitFailure.tooLarge(where, null));
        }
    }

    /// Lets JGit's long loops see that it is over.
    ProgressMonitor monitor(Told told) {
        return new EmptyProgressMonitor() {
            private String task = "";
            private int total;
            private int done;

            @Override
            public void beginTask(String title, int work) {
                task = title;
                total = Math.max(0, work);
                done = 0;
            }

            @Override
            public void update(int completed) {
                int before = done;
                done += completed;
                if (before / 1000 != done / 1000) {
                    told.at(task, done, total);
                }
            }

            @Override
            public boolean isCancelled() {
                return reached != null;
            }
        };
    }

    interface Told {
        void at(String task, int done, int total);
    }

    private void look() {
        long deadline = System.nanoTime() + settings.timeLimit().toNanos();
        lock.lock();
        try {
            while (!closed) {
                if (System.nanoTime() - deadline > 0) {
                    cut(GitFailure.timeout(where, null));
                    return;
                }
                if (size() > settings.sizeLimit().toBytes()) {
                    cut(GitFailure.tooLarge(where, null));
                    return;
                }
                wake.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void cut(SourceFailure why) {
        reached = why;
        for (Closeable connection : connections) {
            try {
                connection.close();
            } catch (IOException | RuntimeException e) {
                // It is given up in any case.
            }
        }
        worker.interrupt();
    }

    private long size() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | RuntimeException e) {
            return 0; // A file went away meanwhile; the next look sees the rest.
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
        if (reached != null) {
            Thread.interrupted(); // Ours, and it must not stop what comes after.
        }
    }
}
