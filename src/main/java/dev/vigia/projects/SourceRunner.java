package dev.vigia.projects;

import dev.vigia.platform.LogFields;
import dev.vigia.platform.LogLine;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.SourceRegistry.Source;
import dev.vigia.projects.SourceSync.Mode;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Runs one sync of one source and writes down how it went. Whoever calls sees to it that a source is not synced
/// twice at a time.
@Component
class SourceRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SourceRunner.class);
    private static final long FLUSH_MILLIS = 500;

    private record Latest(String what, long done, long total) {}

    private final SourceStatusTable table;
    private final WatchedProjects watched;
    private final Clock clock;
    private final Map<SourceId, Latest> unwritten = new ConcurrentHashMap<>();
    private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sync-progress").factory());

    SourceRunner(SourceStatusTable table, WatchedProjects watched, Clock clock) {
        this.table = table;
        this.watched = watched;
        this.clock = clock;
        flusher.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// @return whether the source could be read; never throws for a source's fault
    boolean run(Source source) {
        table.makeSureOf(source.id());
        var mode = dueMode(source.id());
        table.started(source.id());
        var began = System.nanoTime();
        try (var _ = LogFields.of(Map.of(
                LogLine.PROJECT,
                source.id().project().value(),
                LogLine.SOURCE,
                source.id().kind().name().toLowerCase(Locale.ROOT)))) {
            return run(source, mode, began);
        }
    }

    private boolean run(Source source, Mode mode, long began) {
        try {
            // Only noted here: the sync may be inside a transaction, and its progress is everybody's at once.
            var outcome = source.sync()
                    .sync(
                            source.project(),
                            mode,
                            (what, done, total) -> unwritten.put(source.id(), new Latest(what, done, total)));
            settle(source.id());
            table.succeeded(source.id(), mode, outcome);
            finished(source.id(), true, began, outcome);
            return true;
        } catch (SourceFailure e) {
            fail(source.id(), e.code(), String.valueOf(e.getMessage()));
            finished(source.id(), false, began, String.valueOf(e.getMessage()));
        } catch (OutboundRefused e) {
            fail(source.id(), OutboundRefused.CODE, String.valueOf(e.getMessage()));
            finished(source.id(), false, began, String.valueOf(e.getMessage()));
        } catch (DataAccessException e) {
            LOG.warn("The sync of {} could not be stored", source.id(), e);
            fail(source.id(), "not-stored", "The answer could not be stored; the log has the details.");
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The sync of {} ended in a fault of ours", source.id(), e);
            fail(source.id(), "internal-error", "Vigía failed on this source; the log has the details.");
        } finally {
            settle(source.id());
        }
        return false;
    }

    private static void finished(SourceId id, boolean good, long began, String said) {
        LogLine.info(LOG, "sync-finished")
                .outcome(good)
                .lasted(System.nanoTime() - began)
                .say(id.kind() + " of " + id.project() + (good ? ": " : " cannot be read: ") + said);
    }

    private Mode dueMode(SourceId id) {
        var row = table.find(id);
        var lastFull = row.lastFullAt();
        var due = lastFull == null || !lastFull.plus(watched.fullSweep()).isAfter(clock.instant());
        return due || row.fullRequested() ? Mode.FULL : Mode.INCREMENTAL;
    }

    private void fail(SourceId id, String code, String sentence) {
        settle(id);
        table.failed(id, code, sentence);
    }

    /// After this no late progress of the run is written any more.
    private synchronized void settle(SourceId id) {
        unwritten.remove(id);
    }

    private synchronized void flush() {
        unwritten.forEach((id, latest) -> {
            try {
                table.progress(id, latest.what(), latest.done(), latest.total());
                unwritten.remove(id, latest);
            } catch (RuntimeException e) {
                LOG.debug("Progress of {} was not written", id, e);
            }
        });
    }

    @PreDestroy
    void stop() {
        flusher.shutdownNow();
    }
}
