package dev.vigia.versions;

import dev.vigia.projects.SourceFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What of a repository could not be read while the rest could: one damaged object must not hide all other tags.
/// May be used by many threads.
public final class ReadingFaults {

    private static final int NAMED = 3;

    private final Map<TagName, String> tags = new ConcurrentHashMap<>();
    private final Map<CommitId, String> trees = new ConcurrentHashMap<>();

    public void tag(TagName name, Throwable problem) {
        tags.put(name, String.valueOf(problem.getMessage()));
    }

    void tree(CommitId commit, Throwable problem) {
        trees.put(commit, String.valueOf(problem.getMessage()));
    }

    boolean isEmpty() {
        return tags.isEmpty() && trees.isEmpty();
    }

    Set<CommitId> trees() {
        return trees.keySet();
    }

    /// To be thrown once everything that could be read is stored.
    SourceFailure failure(TagLedger ledger) {
        Set<TagName> names = new TreeSet<>(tags.keySet());
        ledger.tagsOn(trees.keySet()).values().forEach(names::addAll);
        String shown = names.stream().limit(NAMED).map(TagName::value).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
        String why = tags.values().stream()
                .findFirst()
                .or(() -> trees.values().stream().findFirst())
                .orElse("");
        return new SourceFailure(
                "git-corrupt",
                "What " + shown + (names.size() == 1 ? " stands" : " stand") + " for cannot be read: " + why
                        + ". All other tags are up to date. Run git fsck on the repository.",
                null);
    }
}
