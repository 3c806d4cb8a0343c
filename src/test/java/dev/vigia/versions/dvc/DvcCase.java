package dev.vigia.versions.dvc;

import dev.vigia.peers.Peers;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataStore.Answer;
import dev.vigia.versions.DvcTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The project of `make-case.sh`, and our answer for each of its tags in the words of its `verdicts.tsv`.
public final class DvcCase {

    /// @param verdict `pushed`, `missing` or `unknown`
    /// @param fault the missing outputs as `path=hash`; empty unless missing
    public record Verdict(String verdict, String fault) {}

    private DvcCase() {}

    /// Builds the case with the real dvc.
    public static void build(Path folder) throws IOException, InterruptedException {
        Path script = folder.resolveSibling(folder.getFileName() + "-make-case.sh");
        try (var in = DvcCase.class.getResourceAsStream("make-case.sh")) {
            Files.write(script, in.readAllBytes());
        }
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("make-case.log").toFile());
        builder.environment().put("DVC", Peers.require("dvc").toString());
        if (builder.start().waitFor() != 0) {
            throw new IOException(
                    "The case could not be made: " + Files.readString(folder.resolveSibling("make-case.log")));
        }
    }

    /// @param lines `tag<TAB>verdict<TAB>faults`
    public static Map<String, Verdict> expected(Path lines) throws IOException {
        Map<String, Verdict> expected = new LinkedHashMap<>();
        for (String line : Files.readAllLines(lines)) {
            String[] parts = line.split("\t", -1);
            String fault = parts[1].equals("missing") ? parts[2].replace("/=", "=") : "";
            expected.put(parts[0], new Verdict(parts[1], fault));
        }
        return expected;
    }

    public static Project project(Path repository) {
        return new Project(new ProjectKey("case"), "Case", null, null, new Project.Dvc(Map.of(), repository));
    }

    /// Reads the trees and asks the remotes, for every tag.
    public static Map<String, Verdict> answers(Path repository) throws Exception {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        TreeReader reader = new TreeReader();
        RemoteStores stores =
                new RemoteStores(new FileRoots(List.of(repository.getParent())), uri -> {}, Duration.ofSeconds(5));
        try (RepositoryTrees trees = new RepositoryTrees(repository);
                DataSweep sweep = new DataSweep(stores, project(repository), 10_000)) {
            Map<String, CommitId> tags = trees.tags();
            List<DataSweep.Task> tasks = new ArrayList<>();
            for (CommitId commit : new TreeSet<>(Comparator.comparing(CommitId::value)) {
                {
                    addAll(tags.values());
                }
            }) {
                DvcTree tree = reader.read(trees.open(commit));
                tasks.add(new DataSweep.Task(tree, false, null));
            }
            Map<CommitId, Verdict> byCommit = new LinkedHashMap<>();
            for (Answer answer : sweep.check(tasks)) {
                byCommit.put(answer.commit(), verdict(answer));
            }
            tags.forEach((tag, commit) -> verdicts.put(tag, byCommit.get(commit)));
        }
        return verdicts;
    }

    private static Verdict verdict(Answer answer) {
        List<String> faults = new ArrayList<>();
        boolean unknown = false;
        for (DataOutput output : answer.outputs()) {
            if (output.code().equals("child-missing")) {
                faults.addAll(output.detail());
            } else if (output.presence() == Presence.MISSING || output.presence() == Presence.DAMAGED) {
                faults.add(output.path() + "=" + output.hash());
            } else {
                unknown |= output.presence() == Presence.UNKNOWN;
            }
        }
        return faults.isEmpty()
                ? new Verdict(unknown ? "unknown" : "pushed", "")
                : new Verdict("missing", String.join(" ", faults));
    }
}
