package dev.vigia.projects;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.vigia.projects.SourceSync.Mode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One persistent job a source, run by one instance at a time whatever the number of replicas. When a repository
/// was read, the data behind its tags is looked at next.
///
/// @see "src/docs/decisions/0004-one-job-per-source.md"
class SourceJobs {

    private static final Logger LOG = LoggerFactory.getLogger(SourceJobs.class);
    private static final String TASK = "sync-source";
    private static final int MISSED_HEARTBEATS = 6;
    private static final int FEWEST_THREADS = 16;
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final SourceRegistry registry;
    private final SourceRunner runner;
    private final SourceStatusTable table;
    private final Duration interval;
    private final JobsSettings settings;
    private final Clock clock;
    private final DataSource dataSource;
    private final Supplier<List<RecurringTask<?>>> others;
    private final Task<Void> task;
    private final SchedulerClient client;
    private final Set<SourceId> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService housekeeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sync-requests").factory());
    private @Nullable Scheduler scheduler;

    /// @param others what else is done again and again; asked for at start, since it may itself need the sources
    SourceJobs(
            SourceRegistry registry,
            SourceRunner runner,
            SourceStatusTable table,
            Duration interval,
            JobsSettings settings,
            Clock clock,
            DataSource dataSource,
            Supplier<List<RecurringTask<?>>> others) {
        this.registry = registry;
        this.runner = runner;
        this.table = table;
        this.interval = interval;
        this.settings = settings;
        this.clock = clock;
        this.dataSource = dataSource;
        this.others = others;
        this.task = Tasks.custom(TASK, Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(interval)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> execute(instance.getId()));
        this.client = SchedulerClient.Builder.create(dataSource, task).build();
    }

    void start() {
        if (!settings.enabled()) {
            return;
        }
        var sources = registry.all();
        sources.forEach(source -> {
            table.makeSureOf(source.id());
            schedule(source);
        });
        var started = Scheduler.create(dataSource, task)
                .startTasks(others.get())
                .threads(Math.max(FEWEST_THREADS, sources.size()))
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("sync-", 0).factory()))
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN)
                .build();
        started.start();
        scheduler = started;
        housekeeper.scheduleWithFixedDelay(this::wakeWaiting, 500, 500, TimeUnit.MILLISECONDS);
    }

    void stop() {
        housekeeper.shutdownNow();
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    /// Asks for a sync at once. While one runs, another follows it.
    void request(SourceId id, Mode mode) {
        table.makeSureOf(id);
        table.request(id, mode);
        wake(id);
    }

    private void wake(SourceId id) {
        try {
            if (!client.scheduleIfNotExists(new TaskInstance<>(TASK, name(id)), clock.instant())) {
                client.reschedule(TaskInstanceId.of(TASK, name(id)), clock.instant());
            }
            waiting.remove(id);
        } catch (TaskInstanceException e) {
            // It runs. Its end sees the request, unless both happen at the same moment: so look again.
            waiting.add(id);
        }
    }

    private void wakeWaiting() {
        waiting.forEach(id -> {
            try {
                if (table.find(id).requested()) {
                    wake(id);
                } else {
                    waiting.remove(id);
                }
            } catch (RuntimeException e) {
                LOG.debug("The request for {} waits on", id, e);
            }
        });
    }

    private void schedule(SourceRegistry.Source source) {
        var now = clock.instant();
        var first = comesAfterGit(source.id()) ? now.plus(interval) : now;
        if (client.scheduleIfNotExists(new TaskInstance<>(TASK, name(source.id())), first)) {
            return;
        }
        var id = TaskInstanceId.of(TASK, name(source.id()));
        // The time is asked again: another replica may have done the job in between, and planned an interval from then.
        var tooFar = client.getScheduledExecution(id)
                .filter(found -> !found.isPicked())
                .map(ScheduledExecution::getExecutionTime)
                .filter(time -> time.isAfter(clock.instant().plus(interval)));
        // The interval was made shorter since.
        tooFar.ifPresent(time -> wake(source.id()));
    }

    private CompletionHandler<Void> execute(String instance) {
        var found = parse(instance).flatMap(registry::find);
        if (found.isEmpty()) {
            LOG.info("{} is not configured any more", instance);
            return (complete, operations) -> operations.remove();
        }
        var id = found.get().id();
        var good = runner.run(found.get());
        if (id.kind() == SourceKind.GIT) {
            wakeData(new SourceId(id.project(), SourceKind.DVC), good);
        }
        return (complete, operations) -> {
            var next = table.find(id).requested()
                    ? clock.instant()
                    : clock.instant().plus(interval);
            operations.reschedule(complete, next);
        };
    }

    private void wakeData(SourceId data, boolean good) {
        if (registry.find(data).isPresent() && (good || table.find(data).requested())) {
            request(data, Mode.INCREMENTAL);
        }
    }

    /// The data behind tags can only be looked at once the tags were read.
    boolean comesAfterGit(SourceId id) {
        return id.kind() == SourceKind.DVC
                && registry.find(new SourceId(id.project(), SourceKind.GIT)).isPresent();
    }

    /// Marks the request; the end of the repository's own sync wakes it.
    void requestAfterGit(SourceId id, Mode mode) {
        table.makeSureOf(id);
        table.request(id, mode);
    }

    private static String name(SourceId id) {
        return id.project() + "/" + id.kind();
    }

    private static Optional<SourceId> parse(String instance) {
        var slash = instance.indexOf('/');
        try {
            return Optional.of(new SourceId(
                    new ProjectKey(instance.substring(0, slash)), SourceKind.valueOf(instance.substring(slash + 1))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
