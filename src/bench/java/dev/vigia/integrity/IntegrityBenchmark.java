package dev.vigia.integrity;

import dev.vigia.VigiaApplication;
import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.bench.Rounds;
import dev.vigia.bench.TenThousandTags;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import dev.vigia.projects.SourceSync.Mode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The integrity table of many tags, from the repository to the stored verdict, against Git itself listing the tags
/// and printing the files that the table is made of; and the same when one tag is new. The whole application on H2
/// in a file, as shipped, with its jobs off. Each cold round is a project of its own.
final class IntegrityBenchmark implements Benchmark {

    private static final int TAGS = Integer.getInteger("vigia.bench.tags", 10_000);
    private static final int ROUNDS = Integer.getInteger("vigia.bench.rounds", Rounds.USUAL);

    @Override
    public String name() {
        return "integrity";
    }

    @Override
    public List<Ratio> run() throws Exception {
        var folder = Files.createTempDirectory("vigia-bench");
        try {
            var repository = TenThousandTags.create(folder.resolve("repository"), TAGS);
            try (var application = start(folder, repository)) {
                return List.of(cold(application, repository), oneMore(application, repository));
            }
        } finally {
            delete(folder);
        }
    }

    private static Ratio cold(ConfigurableApplicationContext application, Path repository) throws Exception {
        var round = new AtomicInteger();
        var ratio = Rounds.of(ROUNDS)
                .compare(
                        "integrity of " + TAGS + " tags ÷ git for-each-ref + git cat-file --batch",
                        2,
                        () -> judge(application, round.getAndIncrement(), Mode.FULL, TAGS),
                        () -> git(repository));
        return ratio.withNote("peak heap " + peakHeap() + " MB");
    }

    private static Ratio oneMore(ConfigurableApplicationContext application, Path repository) throws Exception {
        var tags = new AtomicInteger(TAGS);
        return Rounds.of(ROUNDS)
                .compareTimed(
                        "the same when one tag is new",
                        0.05,
                        () -> {
                            var before = tags.getAndIncrement();
                            TenThousandTags.add(repository, before, before + 1);
                            return Rounds.timed(() -> judge(application, 0, Mode.INCREMENTAL, before + 1))
                                    .run();
                        },
                        Rounds.timed(() -> git(repository)));
    }

    private static void judge(ConfigurableApplicationContext application, int project, Mode mode, int expected)
            throws Exception {
        var key = new ProjectKey("p" + project);
        var sync = application.getBeansOfType(SourceSync.class).values().stream()
                .filter(each -> each.kind() == SourceKind.GIT)
                .findFirst()
                .orElseThrow();
        sync.sync(application.getBean(Projects.class).require(key), mode, (_, _, _) -> {});
        application.getBean(Judging.class).drain(key);
        var rows = application.getBean(IntegrityTable.class).counts(IntegrityQuery.of(key)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (rows != expected) {
            throw new IllegalStateException(rows + " rows instead of " + expected);
        }
    }

    private static void git(Path repository) throws Exception {
        var script = "git for-each-ref --format='%(*objectname) %(objectname) %(taggerdate:unix) %(refname)' refs/tags"
                + " > ../tags && for f in " + String.join(" ", TenThousandTags.FILES)
                + "; do sed \"s|^\\([0-9a-f]*\\) .*|\\1:$f|\" ../tags; done | git cat-file --batch > /dev/null";
        var process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(repository.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git failed");
        }
    }

    private static ConfigurableApplicationContext start(Path folder, Path repository) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--vigia.jobs.enabled=false",
                "--vigia.data-dir=" + folder.resolve("data"),
                "--vigia.file-roots[0]=" + folder,
                "--vigia.security.admin-password=benchmark-only",
                "--logging.level.root=warn"));
        for (var project = 0; project <= ROUNDS; project++) {
            settings.add("--vigia.projects[" + project + "].key=p" + project);
            settings.add("--vigia.projects[" + project + "].git.url=" + repository.toUri());
        }
        return SpringApplication.run(VigiaApplication.class, settings.toArray(String[]::new));
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
