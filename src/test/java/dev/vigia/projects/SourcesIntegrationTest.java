package dev.vigia.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.SourceStatus.State;
import dev.vigia.projects.SourceSync.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@VigiaIntegrationTest(
        properties = {
            "vigia.projects[0].key=one",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.projects[1].key=two",
            "vigia.projects[1].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.sync.interval=10m"
        })
class SourcesIntegrationTest {

    private static final SourceId ONE = new SourceId(new ProjectKey("one"), SourceKind.MLFLOW);
    private static final SourceId TWO = new SourceId(new ProjectKey("two"), SourceKind.MLFLOW);
    private static final JobsSettings SETTINGS = new JobsSettings(true, Duration.ofMillis(100), Duration.ofMillis(300));

    @Autowired
    private Projects projects;

    @Autowired
    private SourceStatusTable table;

    @Autowired
    private WatchedProjects watched;

    @Autowired
    private Clock clock;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    private final FakeSync fake = new FakeSync();

    @BeforeEach
    void empty() {
        jdbc.sql("delete from scheduled_tasks").update();
        jdbc.sql("delete from source_status").update();
    }

    /// A source whose behaviour a test chooses.
    private static final class FakeSync implements SourceSync {
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final ConcurrentLinkedQueue<Mode> modes = new ConcurrentLinkedQueue<>();
        private volatile Behaviour behaviour = (project, progress) -> "2 new runs";

        interface Behaviour {
            String sync(Project project, Progress progress) throws SourceFailure;
        }

        @Override
        public SourceKind kind() {
            return SourceKind.MLFLOW;
        }

        @Override
        public boolean appliesTo(Project project) {
            return project.mlflow() != null;
        }

        @Override
        public String sync(Project project, Mode mode, Progress progress) throws SourceFailure {
            mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                return behaviour.sync(project, progress);
            } finally {
                running.decrementAndGet();
                modes.add(mode);
            }
        }
    }

    /// One replica: its own jobs and door over the shared database.
    private final class Replica implements AutoCloseable {
        private final SourceRunner runner = new SourceRunner(table, watched, clock);
        private final SourceRegistry registry;
        private final SourceJobs jobs;
        private final Sources sources;

        Replica() {
            this(clock);
        }

        Replica(Clock clock) {
            registry = new SourceRegistry(projects, providing(fake));
            jobs = new SourceJobs(registry, runner, table, watched.interval(), SETTINGS, clock, dataSource, List::of);
            sources = new StoredSources(projects, registry, table, jobs, watched, clock);
        }

        Replica started() {
            jobs.start();
            return this;
        }

        SourceStatus status(SourceId id) {
            return sources.find(id).orElseThrow();
        }

        @Override
        public void close() {
            jobs.stop();
            runner.stop();
        }
    }

    private static ObjectProvider<SourceSync> providing(SourceSync sync) {
        return new ObjectProvider<>() {
            @Override
            public SourceSync getObject() {
                return sync;
            }

            @Override
            public Stream<SourceSync> stream() {
                return Stream.of(sync);
            }
        };
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the process was killed", e);
        }
    }

    @Test
    void isStaleAndNeverSyncedAtFirst() {
        try (var replica = new Replica()) {
            assertThat(replica.sources.all()).extracting(SourceStatus::id).containsExactly(ONE, TWO);
            assertThat(replica.status(ONE)).satisfies(status -> {
                assertThat(status.state()).isEqualTo(State.NEVER_SYNCED);
                assertThat(status.stale()).isTrue();
                assertThat(status.location()).isEqualTo("http://127.0.0.1:9");
            });
        }
    }

    @Test
    void syncsEverySourceOnceWhateverTheNumberOfReplicas() {
        try (var a = new Replica().started();
                var b = new Replica().started()) {
            await().until(() ->
                    a.status(ONE).state() == State.OK && b.status(TWO).state() == State.OK);

            assertThat(fake.modes).containsExactly(Mode.FULL, Mode.FULL);
            assertThat(b.status(ONE)).satisfies(status -> {
                assertThat(status.lastOutcome()).isEqualTo("2 new runs");
                assertThat(status.stale()).isFalse();
                assertThat(status.progress()).isNull();
            });
        }
    }

    /// Between a replica's look at the clock and its look at the job, another may have done the job.
    @Test
    void leavesToItsIntervalWhatAnotherReplicaDidWhileItStarted() {
        try (var first = new Replica().started()) {
            await().until(() ->
                    first.status(ONE).state() == State.OK && first.status(TWO).state() == State.OK);
        }
        var readings = new AtomicInteger();
        var lookingLater = mock(Clock.class);
        when(lookingLater.instant())
                .thenAnswer(reading -> clock.instant().minusSeconds(readings.getAndIncrement() % 2 == 0 ? 60 : 0));

        try (var second = new Replica(lookingLater).started()) {
            await().during(Duration.ofMillis(500)).until(() -> fake.modes.size() == 2);
            assertThat(readings).hasValue(4);
            assertThat(second.status(ONE).state()).isEqualTo(State.OK);
        }
    }

    @Test
    void keepsLastGoodDataAndSaysWhatFailed() {
        try (var replica = new Replica().started()) {
            await().until(() -> replica.status(ONE).state() == State.OK
                    && replica.status(TWO).state() == State.OK);
            var good = replica.status(ONE).lastGoodAt();
            fake.behaviour = (project, progress) -> {
                throw new SourceFailure("mlflow-unreachable", "MLflow does not answer.\u0000\nStart it.", null);
            };

            replica.sources.syncNow(ONE, Mode.INCREMENTAL);
            await().until(() -> replica.status(ONE).state() == State.FAILING);

            assertThat(replica.status(ONE)).satisfies(status -> {
                assertThat(status.errorCode()).isEqualTo("mlflow-unreachable");
                assertThat(status.error()).isEqualTo("MLflow does not answer.  Start it.");
                assertThat(status.lastGoodAt()).isEqualTo(good);
                assertThat(status.lastOutcome()).isEqualTo("2 new runs");
                assertThat(status.lastAttemptAt()).isAfterOrEqualTo(good);
            });
            assertThat(replica.status(TWO).state()).isEqualTo(State.OK);

            fake.behaviour = (project, progress) -> "nothing new";
            replica.sources.syncNow(ONE, Mode.INCREMENTAL);
            await().until(() -> replica.status(ONE).state() == State.OK);
            assertThat(replica.status(ONE).error()).isNull();
        }
    }

    @Test
    void survivesASyncThatFailsInAnUnforeseenWay() {
        fake.behaviour = (project, progress) -> {
            throw new IllegalStateException("secret-in-a-message");
        };
        try (var replica = new Replica().started()) {
            await().until(() -> replica.status(ONE).state() == State.FAILING);

            assertThat(replica.status(ONE).errorCode()).isEqualTo("internal-error");
            assertThat(replica.status(ONE).error()).doesNotContain("secret-in-a-message");
        }
    }

    @Test
    void letsASourceThatHangsDelayNoOther() {
        var latch = new CountDownLatch(1);
        fake.behaviour = (project, progress) -> {
            if (project.key().value().equals("one")) {
                hold(latch);
            }
            return "done";
        };
        try (var replica = new Replica().started()) {
            await().until(() -> replica.status(TWO).state() == State.OK);
            assertThat(replica.status(ONE).state()).isEqualTo(State.NEVER_SYNCED);
            assertThat(replica.status(ONE).progress()).isNotNull();
            latch.countDown();
        }
    }

    @Test
    void showsProgressOnEveryReplica() {
        var latch = new CountDownLatch(1);
        fake.behaviour = (project, progress) -> {
            progress.at("runs", 4_000, 20_000);
            hold(latch);
            return "done";
        };
        try (var replica = new Replica().started();
                var other = new Replica()) {
            await().until(() -> other.status(ONE).progress() instanceof SourceStatus.Progress progress
                    && progress.done() == 4_000
                    && progress.total() == 20_000
                    && progress.what().equals("runs"));
            latch.countDown();
            await().until(() -> other.status(ONE).progress() == null);
        }
    }

    @Test
    void makesManyRequestsDuringASyncOneMoreSync() {
        var latch = new CountDownLatch(1);
        fake.behaviour = (project, progress) -> {
            hold(latch);
            return "done";
        };
        try (var replica = new Replica().started()) {
            await().until(() -> fake.running.get() == 2);
            for (var i = 0; i < 10; i++) {
                replica.sources.syncNow(ONE, Mode.INCREMENTAL);
            }
            latch.countDown();

            await().until(() -> fake.modes.size() == 3 && !table.find(ONE).requested());
            await().during(Duration.ofSeconds(1)).until(() -> fake.modes.size() == 3);
            assertThat(fake.mostAtOnce).hasValue(2);
            assertThat(fake.modes).containsExactlyInAnyOrder(Mode.FULL, Mode.FULL, Mode.INCREMENTAL);
        }
    }

    @Test
    void sweepsFullyOnRequest() {
        try (var replica = new Replica().started()) {
            await().until(() -> fake.modes.size() == 2);
            replica.sources.syncNow(new ProjectKey("one"), Mode.FULL);

            await().until(() -> fake.modes.size() == 3);
            assertThat(fake.modes).containsOnly(Mode.FULL);
        }
    }

    @Test
    void refusesAnUnknownProject() {
        try (var replica = new Replica()) {
            assertThatThrownBy(() -> replica.sources.syncNow(new ProjectKey("nobody"), Mode.FULL))
                    .isInstanceOf(UnknownProjectException.class);
        }
    }

    @Test
    void takesOverTheSyncOfAKilledReplica() {
        var syncs = new AtomicInteger();
        fake.behaviour = (project, progress) -> "attempt " + syncs.incrementAndGet();
        try (var replica = new Replica()) {
            // What a process that was killed in the middle of a sync leaves behind.
            var dead = Instant.EPOCH.atOffset(ZoneOffset.UTC);
            jdbc.sql("""
                            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
                                last_heartbeat, version) values ('sync-source', 'one/MLFLOW', ?, true, 'gone', ?, 1)
                            """).param(dead).param(dead).update();
            replica.started();

            await().until(() -> replica.status(ONE).state() == State.OK);
        }
    }

    @Test
    void goesOnAfterARestart() {
        try (var before = new Replica().started()) {
            await().until(() ->
                    before.status(ONE).state() == State.OK && before.status(TWO).state() == State.OK);
        }
        try (var after = new Replica().started()) {
            after.sources.syncNow(ONE, Mode.INCREMENTAL);
            await().until(() -> fake.modes.contains(Mode.INCREMENTAL));
            assertThat(List.copyOf(fake.modes)).filteredOn(Mode.FULL::equals).hasSize(2);
        }
    }
}
