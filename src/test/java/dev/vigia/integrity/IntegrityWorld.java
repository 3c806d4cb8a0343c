package dev.vigia.integrity;

import static dev.vigia.integrity.IntegrityFixtures.NOON;
import static dev.vigia.integrity.IntegrityFixtures.PROJECT;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import dev.vigia.TestDatabase;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.Sources;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunsSynced;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.DataState;
import dev.vigia.versions.TagName;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import dev.vigia.versions.VersionsSynced;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The integrity feature alone on a real database, with tags and runs that a test holds in its hands.
final class IntegrityWorld implements AutoCloseable {

    final Map<String, VersionTag> tags = new LinkedHashMap<>();
    final Map<CommitId, TreeState> trees = new LinkedHashMap<>();
    final Map<CommitId, DataState> data = new LinkedHashMap<>();
    final Map<String, Run> runs = new LinkedHashMap<>();
    final Map<TagName, Evidence.Kpis> kpis = new LinkedHashMap<>();
    final List<String> otherTags = new ArrayList<>();
    final List<VerdictChanged> published = new CopyOnWriteArrayList<>();
    final List<String> ticks = new CopyOnWriteArrayList<>();

    @Nullable
    Instant runsReadAt = NOON;

    Instant now = NOON;

    final HikariDataSource dataSource;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final Marks marks;
    final Judging judging;
    final IntegrityTable table;
    final IntegrityStore store;
    final Projects projects;
    final VersionCatalog catalog;

    static {
        // Without Spring nobody else tells Flyway and the pool to be quiet.
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
    }

    IntegrityWorld() {
        var settings = TestDatabase.fresh();
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(settings.url());
        dataSource.setUsername(settings.username());
        dataSource.setPassword(settings.password());
        dataSource.setMaximumPoolSize(4);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/common")
                .load()
                .migrate();
        jdbc = JdbcClient.create(dataSource);
        var template = new JdbcTemplate(dataSource);
        var transactions = new DataSourceTransactionManager(dataSource);
        transaction = new TransactionTemplate(transactions);
        var versions = versions();
        catalog = versions;
        var runCatalog = runCatalog();
        projects = projects();
        var bases = new Bases(projects, sources());
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        marks = new Marks(jdbc);
        store = new IntegrityStore(jdbc, template);
        var orphanStore = new OrphanStore(jdbc, template);
        judging = new Judging(
                marks,
                store,
                new OrphanFinder(runCatalog, versions, orphanStore),
                versions,
                runCatalog,
                (_, tags) ->
                        kpis.keySet().stream().filter(tags::contains).collect(Collectors.toMap(tag -> tag, kpis::get)),
                bases,
                ticker(),
                event -> published.add((VerdictChanged) event),
                clock,
                transactions);
        table = new IntegrityTable(
                new IntegrityReader(jdbc), orphanStore, projects, versions, runCatalog, bases, marks, _ -> {}, clock);
    }

    /// A tag with its tree and its data, everything in order, as one sync would store it.
    VersionTag tag(String name) {
        return tag(IntegrityFixtures.tag(name));
    }

    VersionTag tag(VersionTag tag) {
        tags.put(tag.name().value(), tag);
        trees.putIfAbsent(tag.commit(), IntegrityFixtures.tree(tag.commit()));
        data.putIfAbsent(tag.commit(), IntegrityFixtures.pushed(tag.commit()));
        synced(tag.name().value());
        return tag;
    }

    Run run(Run run) {
        var before = runs.put(run.id().value(), run);
        var versions = new HashSet<String>();
        var commits = new HashSet<String>();
        for (var each : before == null ? List.of(run) : List.of(before, run)) {
            if (each.version() != null) {
                versions.add(each.version());
            }
            if (each.sourceCommit() != null) {
                commits.add(each.sourceCommit());
            }
        }
        transaction.executeWithoutResult(_ -> marks.on(new RunsSynced(PROJECT, Set.of(), versions, commits)));
        return run;
    }

    void synced(String... names) {
        transaction.executeWithoutResult(_ -> marks.on(new VersionsSynced(
                PROJECT, Arrays.stream(names).map(TagName::new).collect(Collectors.toSet()))));
    }

    void drain() {
        judging.drain(PROJECT);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    IntegrityRow row(String tag) {
        return table.version(PROJECT, new TagName(tag)).orElseThrow().row();
    }

    Check check(String tag, CheckKind kind) {
        return row(tag).checks().stream()
                .filter(check -> check.check() == kind)
                .findFirst()
                .orElseThrow();
    }

    List<IntegrityRow> rows() {
        return table.rows(IntegrityQuery.of(PROJECT), 0, 1000);
    }

    @Override
    public void close() {
        dataSource.close();
    }

    private ChangeTicker ticker() {
        return new ChangeTicker() {
            @Override
            public void changed(String topic) {
                ticks.add(topic);
            }

            @Override
            public Runnable subscribe(Consumer<Set<String>> listener) {
                return () -> {};
            }
        };
    }

    private static Projects projects() {
        var mlflow = new Project.Mlflow("http://mlflow.example.org", null, null, null, List.of(), "version");
        var project = new Project(PROJECT, "Bank churn", null, mlflow, new Project.Dvc(Map.of(), null));
        return new Projects() {
            @Override
            public List<Project> all() {
                return List.of(project);
            }

            @Override
            public Optional<Project> find(ProjectKey key) {
                return key.equals(PROJECT) ? Optional.of(project) : Optional.empty();
            }
        };
    }

    private Sources sources() {
        var sources = mock(Sources.class);
        when(sources.find(any()))
                .thenAnswer(_ -> Optional.of(new SourceStatus(
                        new SourceId(PROJECT, SourceKind.MLFLOW),
                        "http://mlflow.example.org",
                        SourceStatus.State.OK,
                        runsReadAt,
                        runsReadAt,
                        null,
                        null,
                        null,
                        null,
                        false)));
        return sources;
    }

    private VersionCatalog versions() {
        var catalog = mock(VersionCatalog.class);
        when(catalog.versions(any())).thenAnswer(_ -> List.copyOf(tags.values()));
        when(catalog.versions(any(), any()))
                .thenAnswer(call -> call.<Collection<TagName>>getArgument(1).stream()
                        .map(name -> tags.get(name.value()))
                        .filter(tag -> tag != null)
                        .toList());
        when(catalog.find(any(), any()))
                .thenAnswer(call -> Optional.ofNullable(
                        tags.get(call.<TagName>getArgument(1).value())));
        when(catalog.otherTags(any()))
                .thenAnswer(_ -> otherTags.stream().map(TagName::new).toList());
        when(catalog.trees(any(), any())).thenAnswer(call -> pick(call.getArgument(1), trees));
        when(catalog.data(any(), any())).thenAnswer(call -> pick(call.getArgument(1), data));
        return catalog;
    }

    private static <T> Map<CommitId, T> pick(Collection<CommitId> commits, Map<CommitId, T> from) {
        return commits.stream()
                .distinct()
                .filter(from::containsKey)
                .collect(Collectors.toMap(Function.identity(), from::get));
    }

    private RunCatalog runCatalog() {
        var catalog = mock(RunCatalog.class);
        when(catalog.claiming(any(), any())).thenAnswer(call -> {
            var wanted = call.<Collection<String>>getArgument(1);
            return runs.values().stream()
                    .filter(run -> run.version() != null && wanted.contains(run.version()))
                    .toList();
        });
        when(catalog.claimingAny(any()))
                .thenAnswer(_ -> runs.values().stream()
                        .filter(run -> run.version() != null)
                        .toList());
        when(catalog.madeFrom(any(), any())).thenAnswer(call -> {
            var wanted = call.<Collection<String>>getArgument(1);
            return runs.values().stream()
                    .filter(run -> !run.deleted() && wanted.contains(run.sourceCommit()))
                    .toList();
        });
        when(catalog.find(any(), any()))
                .thenAnswer(call ->
                        Optional.ofNullable(runs.get(call.<RunId>getArgument(1).value())));
        return catalog;
    }
}
