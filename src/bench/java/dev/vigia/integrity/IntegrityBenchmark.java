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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;

/// The integrity table of many tags, cold, against Git itself; and the same when one tag is new.
///
/// Ours: the whole application on H2 in a file, as shipped, with its jobs off. It lists the tags, reads each one's tag
/// object, commit and DVC files, stores what they say, judges every version and stores the verdicts. Each cold round
/// is a project of its own on a repository of its own, none of whose version files was seen before.
///
/// Theirs: `git for-each-ref`, and one `git cat-file --batch` that prints, tag by tag, what the same answer needs: the
/// tag object, the commit, `.dvc/config`, `dvc.yaml`, `dvc.lock`, `params.yaml` and `metrics.json`. They go into a
/// file; nothing is parsed, compared or judged. With one new tag Git has no way but to do all of it again.
final class IntegrityBenchmark implements Benchmark {

    private static final int TAGS = Integer.getInteger("vigia.bench.tags", 10_000);

    private final Rounds rounds = Rounds.usual();
    private final List<TenThousandTags> repositories = new ArrayList<>();
    private int oursAt;
    private int theirsAt;
    private int tags = TAGS;

    @Override
    public String name() {
        return "integrity";
    }

    @Override
    public List<Ratio> run() throws Exception {
        var folder = Files.createTempDirectory("vigia-bench");
        try {
            for (var round = 0; round < rounds.all(); round++) {
                repositories.add(new TenThousandTags(folder.resolve("repository-" + round), round));
                repositories.getLast().create(TAGS);
            }
            try (var application = start(folder)) {
                return List.of(cold(application), oneMore(application));
            }
        } finally {
            delete(folder);
        }
    }

    private Ratio cold(ConfigurableApplicationContext application) throws Exception {
        return rounds.compare(
                "integrity of " + TAGS + " tags ÷ git for-each-ref + git cat-file --batch",
                2,
                () -> judge(application, oursAt++, Mode.FULL, TAGS),
                () -> git(repositories.get(theirsAt++).repository()));
    }

    private Ratio oneMore(ConfigurableApplicationContext application) throws Exception {
        var repository = repositories.getFirst();
        return rounds.compareTimed(
                "the same when one tag is new",
                0.05,
                () -> {
                    repository.add(tags, ++tags);
                    return Rounds.timed(() -> judge(application, 0, Mode.INCREMENTAL, tags))
                            .run();
                },
                Rounds.timed(() -> git(repository.repository())));
    }

    private static void judge(ConfigurableApplicationContext application, int project, Mode mode, int expected)
            throws Exception {
        var key = new ProjectKey("p" + project);
        var sync = application.getBeansOfType(SourceSync.class).values().stream()
                .filter(each -> each.kind() == SourceKind.GIT)
                .findFirst()
                .orElseThrow();
        var start = System.nanoTime();
        var said = sync.sync(application.getBean(Projects.class).require(key), mode, (_, _, _) -> {});
        var synced = System.nanoTime();
        application.getBean(Judging.class).drain(key);
        System.out.printf(
                "%s: %s in %.2f s, judged in %.2f s%n",
                key.value(), said, (synced - start) / 1e9, (System.nanoTime() - synced) / 1e9);
        var rows = application.getBean(IntegrityTable.class).counts(IntegrityQuery.of(key)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (rows != expected) {
            throw new IllegalStateException(rows + " rows instead of " + expected);
        }
    }

    private static void git(Path repository) throws Exception {
        var objects =
                TenThousandTags.FILES.stream().map(file -> "\\n\\1:" + file).collect(Collectors.joining());
        var script = "git for-each-ref --format='%(*objectname) %(objectname) %(taggerdate:unix) %(refname)' refs/tags"
                + " > ../tags && sed 's|^\\([0-9a-f]*\\) \\([0-9a-f]*\\) .*|\\2\\n\\1" + objects + "|' ../tags"
                + " | git cat-file --batch > ../objects";
        var process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(repository.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git failed");
        }
    }

    private ConfigurableApplicationContext start(Path folder) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--vigia.jobs.enabled=false",
                "--vigia.data-dir=" + folder.resolve("data"),
                "--vigia.file-roots[0]=" + folder,
                "--vigia.security.admin-password=benchmark-only",
                "--logging.level.root=warn"));
        for (var project = 0; project < repositories.size(); project++) {
            settings.add("--vigia.projects[" + project + "].key=p" + project);
            settings.add("--vigia.projects[" + project + "].git.url="
                    + repositories.get(project).repository().toUri());
        }
        return VigiaApplication.start(settings.toArray(String[]::new));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
