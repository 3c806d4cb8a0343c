package dev.vigia.versions.dvc;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.Outbound;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataState;
import dev.vigia.versions.DataStore;
import dev.vigia.versions.DataStore.Answer;
import dev.vigia.versions.DataStore.Known;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.TagName;
import dev.vigia.versions.TreeStore;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import dev.vigia.versions.VersionsSynced;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks the remotes of a project whether the data of its version tags was pushed.
@Component
@EnableConfigurationProperties(DataSettings.class)
class DataSync implements SourceSync {

    /// Commits that are asked about and stored together: an interrupted sweep loses no more than these.
    private static final int BATCH = 200;

    private final VersionCatalog versions;
    private final TreeStore trees;
    private final DataStore data;
    private final RemoteStores stores;
    private final DataSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final ChangeTicker ticker;

    DataSync(
            VersionCatalog versions,
            TreeStore trees,
            DataStore data,
            FileRoots roots,
            Outbound outbound,
            DataSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            ChangeTicker ticker) {
        this.versions = versions;
        this.trees = trees;
        this.data = data;
        this.stores = new RemoteStores(roots, outbound::check, settings.timeout());
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.ticker = ticker;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.DVC;
    }

    @Override
    public boolean appliesTo(Project project) {
        return project.git() != null;
    }

    @Override
    public String sync(Project project, Mode mode, Progress progress) throws SourceFailure {
        Map<CommitId, Set<TagName>> tags = tags(project.key());
        Set<CommitId> deep = data.wantedDeep(project.key());
        List<CommitId> due = due(project, mode, tags.keySet(), deep);
        Tally tally = new Tally();
        try (DataSweep sweep = new DataSweep(stores, project, settings.maxObjectsPerTag())) {
            for (int from = 0; from < due.size(); from += BATCH) {
                progress.at("versions", from, due.size());
                List<CommitId> batch = due.subList(from, Math.min(due.size(), from + BATCH));
                tally.add(check(project.key(), batch, deep, tags, sweep));
            }
            progress.at("versions", due.size(), due.size());
            String silence = sweep.silence();
            if (silence != null) {
                throw new SourceFailure(
                        "remote-unreachable",
                        "No DVC remote of this project answers (" + silence + "), so what is there is unknown. Check"
                                + " the remote's address and that it is up.",
                        null);
            }
            return tally.sentence(sweep.asked());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceFailure("interrupted", "The check of the data was interrupted and will be done again.", e);
        }
    }

    private Map<CommitId, Set<TagName>> tags(ProjectKey project) {
        Map<CommitId, Set<TagName>> tags = new LinkedHashMap<>();
        for (VersionTag tag : versions.versions(project)) {
            if (tag.deletedAt() == null) {
                tags.computeIfAbsent(tag.commit(), any -> new HashSet<>()).add(tag.name());
            }
        }
        return tags;
    }

    private List<CommitId> due(Project project, Mode mode, Set<CommitId> commits, Set<CommitId> deep) {
        if (mode == Mode.FULL) {
            return List.copyOf(commits);
        }
        Map<CommitId, Known> known = data.known(project.key());
        String now = DataSweep.settings(project, settings.maxObjectsPerTag());
        List<CommitId> due = new ArrayList<>();
        for (CommitId commit : commits) {
            Known before = known.get(commit);
            if (before == null
                    || before.open()
                    || !before.settings().equals(now)
                    || !before.deep() && deep.contains(commit)) {
                due.add(commit);
            }
        }
        return due;
    }

    private List<Answer> check(
            ProjectKey project,
            List<CommitId> commits,
            Set<CommitId> deep,
            Map<CommitId, Set<TagName>> tags,
            DataSweep sweep)
            throws InterruptedException {
        Map<CommitId, DvcTree> read = trees.trees(project, commits);
        Map<CommitId, DataState> before = data.states(project, commits);
        List<DataSweep.Task> tasks = new ArrayList<>();
        for (CommitId commit : commits) {
            DvcTree tree = read.get(commit);
            if (tree != null) {
                tasks.add(new DataSweep.Task(tree, deep.contains(commit), before.get(commit)));
            }
        }
        List<Answer> answers = sweep.check(tasks);
        transaction.executeWithoutResult(status -> {
            Set<TagName> changed = new HashSet<>();
            data.store(project, answers).forEach(commit -> changed.addAll(tags.getOrDefault(commit, Set.of())));
            if (!changed.isEmpty()) {
                events.publishEvent(new VersionsSynced(project, changed));
                ticker.changed("versions/" + project);
            }
        });
        return answers;
    }

    /// Counts for the sentence.
    private static final class Tally {

        private int commits;
        private int lost;
        private int unknown;

        void add(List<Answer> answers) {
            commits += answers.size();
            for (Answer answer : answers) {
                if (has(answer, Presence.MISSING) || has(answer, Presence.DAMAGED)) {
                    lost++;
                } else if (has(answer, Presence.UNKNOWN)) {
                    unknown++;
                }
            }
        }

        private static boolean has(Answer answer, Presence presence) {
            return answer.outputs().stream().anyMatch(output -> output.presence() == presence);
        }

        String sentence(int asked) {
            if (commits == 0) {
                return "nothing to ask";
            }
            return commits + " versions checked with " + asked + " questions, " + lost + " with a loss, " + unknown
                    + " unknown";
        }
    }
}
