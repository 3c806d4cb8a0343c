package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.DvcTracking.Disagreement;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.Values;
import dev.vigia.versions.TreeValue;
import dev.vigia.versions.UnreadValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeReaderTest {

    private static final String A = "a".repeat(32);
    private static final String B = "b".repeat(32);

    private final TreeReader reader = new TreeReader();
    private final TreeFixture tree = new TreeFixture()
            .file(".dvc/config", "[core]\n    remote = main\n['remote \"main\"']\n    url = ../store\n");

    private DvcTree read() throws Exception {
        return reader.read(tree);
    }

    private static String stage(String name, String cmd, String... outs) {
        StringBuilder text = new StringBuilder("  " + name + ":\n    cmd: " + cmd + "\n    outs:\n");
        for (String out : outs) {
            text.append("    - ").append(out).append('\n');
        }
        return text.toString();
    }

    private static String entry(String path, String md5) {
        return "path: " + path + "\n      hash: md5\n      md5: " + md5 + "\n      size: 3";
    }

    private TreeFixture pipeline(String yaml, String lock) {
        return tree.file("dvc.yaml", "stages:\n" + yaml).file("dvc.lock", "schema: '2.0'\nstages:\n" + lock);
    }

    @Test
    void takesTheOutputsOfThePipelineWithTheirHashes() throws Exception {
        pipeline(stage("fit", "run", "model.pkl"), stage("fit", "run", entry("model.pkl", A)));
        DvcTree read = read();
        assertThat(read.state().tracking()).isEqualTo(new DvcTracking.Pipeline(1, List.of()));
        assertThat(read.outputs())
                .containsExactly(
                        new DeclaredOutput("model.pkl", "", A, 3L, false, "dvc3", "main", List.of(), null, null, null));
        assertThat(read.projects())
                .singleElement()
                .satisfies(
                        project -> assertThat(project.remotes()).isEqualTo(Map.of("main", Map.of("url", "../store"))));
    }

    @Test
    void leavesOutWhatIsNotPushed() throws Exception {
        pipeline(
                stage("fit", "run", "a: {cache: false}", "b: {push: false}", "c: {remote: Alt}", "d"),
                stage("fit", "run", entry("a", A), entry("b", A), entry("c", A), entry("d", B)));
        tree.file("a", "x");
        assertThat(read().outputs())
                .extracting(DeclaredOutput::path, DeclaredOutput::remote)
                .containsExactly(tuple("c", "alt"), tuple("d", "main"));
        assertThat(read().state().problems()).isEmpty();
        tree.without("a");
        assertThat(read().state().problems()).singleElement().asString().contains("a is kept out", "lost");
    }

    @Test
    void ignoresLockEntriesThatNoStageNames() throws Exception {
        pipeline(
                stage("fit", "run", "m"),
                stage("fit", "run", entry("m", A)) + stage("train", "old", entry("m-old", B)));
        DvcTree read = read();
        assertThat(read.outputs()).extracting(DeclaredOutput::path).containsExactly("m");
        assertThat(read.state().tracking()).isEqualTo(new DvcTracking.Pipeline(1, List.of("dvc.lock: train")));
    }

    @Test
    void saysUnknownOfAStageThatNeverRan() throws Exception {
        pipeline(stage("fit", "run", "m") + stage("show", "html", "page.html"), stage("fit", "run", entry("m", A)));
        DvcTree read = read();
        assertThat(read.outputs())
                .filteredOn(output -> output.doubt() != null)
                .extracting(DeclaredOutput::path, DeclaredOutput::doubt)
                .containsExactly(tuple("page.html", "stage-never-run"));
        assertThat(read.state().tracking())
                .isEqualTo(
                        new DvcTracking.Disagrees(List.of(new Disagreement("dvc.yaml", "show", "never-run", "", ""))));
    }

    @Test
    void seesACommandDependenciesOutputsAndParamsThatDiffer() throws Exception {
        tree.file("params.yaml", "n: 2\nkept: yes\nten: 010\n");
        pipeline(
                "  fit:\n    cmd: [one, two]\n    deps: [x, y]\n    params: [n, kept, ten]\n    outs: [m]\n",
                "  fit:\n    cmd: one\n    deps:\n    - path: x\n      md5: " + A
                        + "\n    params:\n      params.yaml:\n        n: 1\n        kept: yes\n        ten: 10\n"
                        + "    outs:\n    - " + entry("m", A) + "\n    - " + entry("k", A) + "\n");
        assertThat(read().state().tracking())
                .isEqualTo(new DvcTracking.Disagrees(List.of(
                        new Disagreement("dvc.yaml", "fit", "command", "one && two", "one"),
                        new Disagreement("dvc.yaml", "fit", "deps", "y", ""),
                        new Disagreement("dvc.yaml", "fit", "outs", "", "k"),
                        new Disagreement("dvc.yaml", "fit", "params", "params.yaml:n=2", "params.yaml:n=1"))));
    }

    @Test
    void agreesAboutWholeParamsFilesAndNumbersWrittenDifferently() throws Exception {
        tree.file("conf/p.json", "{\"a\": {\"b\": 1.0}, \"l\": [1, 2]}");
        pipeline(
                "  fit:\n    wdir: conf\n    cmd: run\n    params:\n    - p.json:\n    outs: [m]\n",
                "  fit:\n    cmd: run\n    params:\n      p.json:\n        l: [1, 2]\n        a:\n          b: 1\n"
                        + "    outs:\n    - " + entry("m", A) + "\n");
        assertThat(read().state().tracking()).isEqualTo(new DvcTracking.Pipeline(1, List.of()));
    }

    @Test
    void countsPathsFromTheWorkingFolder() throws Exception {
        tree.file("pipe/params.yaml", "dir: d\n")
                .file(
                        "pipe/dvc.yaml",
                        "stages:\n  one:\n    wdir: out\n    cmd: x\n    outs: ['f-${dir}', ../up.bin]\n")
                .file(
                        "pipe/dvc.lock",
                        "schema: '2.0'\nstages:\n" + stage("one", "x", entry("f-d", A), entry("../up.bin", B)));
        DvcTree read = read();
        assertThat(read.outputs())
                .extracting(DeclaredOutput::path, DeclaredOutput::hash)
                .containsExactly(tuple("pipe/out/f-d", A), tuple("pipe/up.bin", B));
        assertThat(read.state().params()).contains(new TreeValue("pipe/params.yaml", "dir", "d", null));
    }

    @Test
    void matchesByFormWhatCannotBeInterpolated() throws Exception {
        pipeline(
                "  g:\n    foreach: ${nobody.knows}\n    do:\n      cmd: x\n      outs:\n      - 'o/${item}.bin'\n"
                        + "      - 'p/${item}.tmp': {push: false}\n",
                stage("g@1", "x", entry("o/1.bin", A), entry("p/1.tmp", B)) + stage("h@1", "x", entry("z", B)));
        DvcTree read = read();
        assertThat(read.outputs()).extracting(DeclaredOutput::path).containsExactly("o/1.bin");
        assertThat(read.state().tracking()).isEqualTo(new DvcTracking.Pipeline(1, List.of("dvc.lock: h@1")));
        assertThat(read.state().problems()).singleElement().asString().contains("nothing defines ${nobody.knows}");
    }

    @Test
    void isNotKeptBusyByAFormMadeForThat() throws Exception {
        pipeline(
                "  fit:\n    cmd: run ${no.such}\n    outs: ['" + "${no.such}x".repeat(60) + "y', 'a${no.such}z']\n",
                stage("fit", "run", entry("x".repeat(5_000), A), entry("abcz", B), entry("az", A), entry("z", A)));
        assertThat(read().outputs())
                .extracting(DeclaredOutput::doubt, DeclaredOutput::hash)
                .containsExactly(tuple(null, B), tuple(null, A), tuple("flags-unclear", null));
    }

    @Test
    void saysThatALinkInPlaceOfAFileIsNotFollowed() throws Exception {
        tree.link("dvc.yaml", "/etc/passwd").file("x.dvc", "outs: []\n");
        assertThat(read().state().tracking())
                .isEqualTo(new DvcTracking.Unreadable("dvc.yaml", "it is a symbolic link, and those are not followed"));
    }

    @Test
    void saysUnknownWhereSeveralFormsWithOtherFlagsMatch() throws Exception {
        pipeline(
                "  g:\n    foreach: ${no}\n    do:\n      cmd: x\n      outs:\n      - '${item}.bin'\n"
                        + "      - '${key}.bin': {push: false}\n",
                stage("g@1", "x", entry("1.bin", A)));
        assertThat(read().outputs()).extracting(DeclaredOutput::doubt).containsExactly("flags-unclear");
    }

    @Test
    void keepsSubProjectsAndIgnoredFilesApart() throws Exception {
        String dvc = "outs:\n- " + entry("x", A).replace("      ", "  ") + "\n";
        tree.file("x.dvc", dvc)
                .file("attic/x.dvc", dvc)
                .file("deep/attic/keep/x.dvc", dvc)
                .file(".dvcignore", "/attic\n*.tmp.dvc\n!deep/attic\n")
                .file("y.tmp.dvc", "this is: not [yaml")
                .file("sub/.dvc/config", "[core]\nremote = near\n[remote \"Near\"]\nurl = s3://bucket/x # there\n")
                .file("sub/.dvcignore", "skip\n")
                .file("sub/skip/x.dvc", dvc)
                .file("sub/y.tmp.dvc", dvc)
                .file("sub/in/x.dvc", dvc);
        DvcTree read = read();
        assertThat(read.outputs())
                .extracting(DeclaredOutput::path, DeclaredOutput::project, DeclaredOutput::remote)
                .containsExactlyInAnyOrder(
                        tuple("x", "", "main"),
                        tuple("deep/attic/keep/x", "", "main"),
                        tuple("sub/x", "sub", "near"),
                        tuple("sub/in/x", "sub", "near"));
        assertThat(read.state().tracking()).isEqualTo(new DvcTracking.Registry(4));
        assertThat(read.projects().get(1).remotes()).isEqualTo(Map.of("near", Map.of("url", "s3://bucket/x")));
    }

    @Test
    void tellsImportsUrlImportsAndUnfetchedDataApart() throws Exception {
        String out = "outs:\n- md5: " + A + "\n  size: 1\n  path: ";
        tree.file("i.dvc", out + "i\ndeps:\n- path: i\n  repo: {url: ../x, rev_lock: abc}\n")
                .file("u.dvc", out + "u\n  hash: md5\ndeps:\n- path: http://x/u\n  etag: '1'\n")
                .file("n.dvc", "md5: " + B + "\nouts:\n- path: n\n  hash: md5\ndeps:\n- path: http://x/n\n")
                .file("p.dvc", out + "p\n  push: false\n")
                .file("w.dvc", out + "w\nwdir: ../../w\n")
                .file("d.dvc", "outs:\n- md5: " + A + ".dir\n  size: 9\n  nfiles: 2\n  path: data\n");
        assertThat(read().outputs())
                .extracting(
                        DeclaredOutput::path, DeclaredOutput::layout, DeclaredOutput::directory, DeclaredOutput::doubt)
                .containsExactlyInAnyOrder(
                        tuple("u", "dvc3", false, null),
                        tuple("data", "dvc2", true, null),
                        tuple("w", "dvc3", false, "external-output"));
    }

    @Test
    void readsVersionsOfAVersionAwareRemote() throws Exception {
        tree.file(".dvc/config", "[core]\nremote = main\n['remote \"main\"']\nurl = s3://b/p\nversion_aware = true\n")
                .file(
                        "f.dvc",
                        "outs:\n- md5: " + A + "\n  size: 1\n  hash: md5\n  path: f\n  cloud:\n    main:\n"
                                + "      etag: " + A + "\n      version_id: v1\n")
                .file(
                        "d.dvc",
                        "outs:\n- path: d\n  hash: md5\n  size: 2\n  files:\n  - relpath: in/a\n    md5: " + B
                                + "\n    size: 2\n    cloud:\n      main: {etag: x, version_id: v2}\n"
                                + "  - relpath: b\n    md5: " + B + "\n    size: 2\n");
        DvcTree read = read();
        assertThat(read.outputs())
                .allMatch(output -> output.layout().equals("version-aware"))
                .extracting(DeclaredOutput::objects)
                .containsExactlyInAnyOrder(
                        List.of(new DvcTree.VersionedObject("", A, 1L, A, "v1")),
                        List.of(
                                new DvcTree.VersionedObject("in/a", B, 2L, "x", "v2"),
                                new DvcTree.VersionedObject("b", B, 2L, null, null)));
    }

    @Test
    void saysWhatIsHalfThere() throws Exception {
        tree.file("dvc.yaml", "stages:\n" + stage("fit", "run", "m"));
        assertThat(read().state().tracking()).isEqualTo(new DvcTracking.HalfThere("dvc.yaml", "dvc.lock"));
        assertThat(read().outputs()).extracting(DeclaredOutput::doubt).containsExactly("stage-never-run");
        tree.without("dvc.yaml").file("dvc.lock", "schema: '2.0'\nstages:\n" + stage("fit", "run", entry("m", A)));
        assertThat(read().state().tracking()).isEqualTo(new DvcTracking.HalfThere("dvc.lock", "dvc.yaml"));
        assertThat(read().outputs()).isEmpty();
        tree.without("dvc.lock");
        assertThat(read().state().tracking()).isEqualTo(new DvcTracking.Untracked());
    }

    @Test
    void saysABrokenFileIsUnreadableAndGoesOn() throws Exception {
        tree.file("x.dvc", "outs:\n- md5: ../../etc/passwd\n  path: x\n")
                .file("y.dvc", "outs:\n- md5: " + A + "\n  hash: md5\n  path: y\n");
        pipeline(stage("fit", "run", "m"), "  fit: !!python/object:x {}\n");
        DvcTree read = read();
        assertThat(read.state().tracking()).isInstanceOf(DvcTracking.Unreadable.class);
        assertThat(read.state().problems()).hasSize(2);
        assertThat(read.outputs())
                .extracting(DeclaredOutput::path, DeclaredOutput::doubt)
                .containsExactlyInAnyOrder(
                        tuple("dvc.lock", "file-unreadable"),
                        tuple("m", "lock-unreadable"),
                        tuple("x.dvc", "file-unreadable"),
                        tuple("y", null));
    }

    @Test
    void refusesALockOfDvc1() throws Exception {
        tree.file("dvc.yaml", "stages:\n" + stage("fit", "run", "m")).file("dvc.lock", "fit:\n  cmd: run\n");
        assertThat(read().state().tracking())
                .isInstanceOfSatisfying(
                        DvcTracking.Unreadable.class,
                        broken -> assertThat(broken.why()).contains("DVC 1"));
    }

    @Test
    void refusesAnUnknownSection() throws Exception {
        tree.file("dvc.yaml", "stagez: {}\n");
        assertThat(read().state().tracking())
                .isEqualTo(new DvcTracking.Unreadable("dvc.yaml", "DVC knows no section \"stagez\""));
    }

    @Test
    void readsALockOfAHundredThousandLines() throws Exception {
        StringBuilder yaml = new StringBuilder();
        StringBuilder lock = new StringBuilder();
        for (int i = 0; i < 15_000; i++) {
            lock.append(stage("s" + i, "run " + i, entry("o" + i, A)));
        }
        pipeline(yaml.append(stage("s7", "run 7", "o7")).toString(), lock.toString());
        DvcTree read = read();
        assertThat(read.outputs()).extracting(DeclaredOutput::hash).containsExactly(A);
        assertThat(read.state().tracking())
                .isInstanceOfSatisfying(
                        DvcTracking.Pipeline.class,
                        one -> assertThat(one.leftOver()).hasSize(14_999));
    }

    @Test
    void readsMetricsAndParamsOfEveryFormat() throws Exception {
        tree.file("params.yaml", "n: 3\nf: 1.50\non: yes\nflag: true\nlist: [1, 'a']\nnone:\n")
                .file("dvclive/metrics.json", "{\"loss\": 0.5, \"by\": {\"f1\": 1, \"all\": [1]}, \"n\": null}")
                .file("m.toml", "[train]\nacc = 0.25\nepochs = 3\n")
                .file("one.yaml", "0.75\n")
                .file("plots/a.json", "{\"a.b\": 1, \"a\": {\"b\": 2}}")
                .file("plots/deeper/b.yaml", "ok: true\nname: text\nwhen: 2020-01-01\n")
                .file("code.py", "x = 1\n")
                .file(
                        "dvc.yaml",
                        "metrics: [dvclive/metrics.json, m.toml, one.yaml, plots, code.py]\nparams: [params.yaml]\n");
        DvcTree read = read();
        assertThat(read.state().metrics())
                .containsExactly(
                        new TreeValue("dvclive/metrics.json", "loss", "0.5", 0.5),
                        new TreeValue("dvclive/metrics.json", "by.f1", "1", 1.0),
                        new TreeValue("m.toml", "train.acc", "0.25", 0.25),
                        new TreeValue("m.toml", "train.epochs", "3", 3.0),
                        new TreeValue("one.yaml", "", "0.75", 0.75),
                        new TreeValue("plots/a.json", "a.b", "1", 1.0),
                        new TreeValue("plots/a.json", "a.b", "2", 2.0),
                        new TreeValue("plots/deeper/b.yaml", "ok", "True", 1.0),
                        new TreeValue("plots/deeper/b.yaml", "name", "text", null));
        assertThat(read.state().params())
                .containsExactly(
                        new TreeValue("params.yaml", "n", "3", 3.0),
                        new TreeValue("params.yaml", "f", "1.5", 1.5),
                        new TreeValue("params.yaml", "on", "yes", null),
                        new TreeValue("params.yaml", "flag", "True", 1.0),
                        new TreeValue("params.yaml", "list", "[1, 'a']", null),
                        new TreeValue("params.yaml", "none", "None", null));
        assertThat(read.state().problems()).singleElement().asString().contains("code.py", "Python");
    }

    @Test
    void namesTheValueFilesThatCannotBeRead() throws Exception {
        tree.file("conf/train.py", "lr = 0.1\n");
        pipeline(
                "  fit:\n    cmd: run\n    params:\n    - conf/train.py:\n    outs: [report]\n"
                        + "    metrics:\n    - report/m.json\n    - gone.json: {cache: false}\n",
                stage("fit", "run", entry("report", A + ".dir"))
                        + "    params:\n      conf/train.py:\n        lr: 0.1\n");
        assertThat(read().state().unread())
                .containsExactlyInAnyOrder(
                        new UnreadValues("conf/train.py", Values.PARAMS, "Python files are not read"),
                        new UnreadValues(
                                "report/m.json",
                                Values.METRICS,
                                "it lies in the DVC folder report, and only single files are read from remotes"),
                        new UnreadValues("gone.json", Values.METRICS, "it is not in Git"));
    }

    @Test
    void leavesMetricsThatLieInTheRemoteToTheDataCheck() throws Exception {
        pipeline("  fit:\n    cmd: run\n    metrics: [m.json]\n", stage("fit", "run", entry("m.json", A)));
        assertThat(read().outputs()).extracting(DeclaredOutput::values).containsExactly(Values.METRICS);
    }

    @Test
    void neverFollowsALinkAndNeverLeavesTheTree() throws Exception {
        tree.link("metrics.json", "/etc/passwd").file("dvc.yaml", "metrics: [metrics.json, ../../secret.json]\n");
        DvcTree read = read();
        assertThat(read.state().metrics()).isEmpty();
        assertThat(read.state().problems()).singleElement().asString().contains("not a plain file");
    }

    @Test
    void readsAContentOnce() throws Exception {
        pipeline(stage("fit", "run", "m"), stage("fit", "run", entry("m", A)));
        DvcTree first = read();
        int before = tree.reads;
        assertThat(read()).isEqualTo(first);
        assertThat(tree.reads - before)
                .as("only the configuration is read again")
                .isLessThanOrEqualTo(1);
        tree.file("other.txt", "x");
        assertThat(read().outputs()).isEqualTo(first.outputs());
    }
}
