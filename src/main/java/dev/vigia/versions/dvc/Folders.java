package dev.vigia.versions.dvc;

import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.dvc.DirectoryObject.Child;
import dev.vigia.versions.dvc.Questions.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The files of tracked folders: their `.dir` object is read, checked against its own hash, and every file asked for.
final class Folders {

    /// Several hundred thousand files; a folder with more is only looked into on request.
    private static final int MAX_DIR_BYTES = 32_000_000;

    private static final int MAX_DETAIL = 50;

    /// How many objects one tag may still ask for.
    static final class Budget {

        private int left;
        private boolean exceeded;

        Budget(int objects) {
            this.left = objects;
        }

        /// @return false if they are too many, which is remembered
        boolean take(int objects) {
            if (objects > left) {
                exceeded = true;
                return false;
            }
            left -= objects;
            return true;
        }

        boolean exceeded() {
            return exceeded;
        }
    }

    /// @param files how many the folder has
    /// @param childDetail the detail names files of the folder
    record Outcome(Presence presence, String code, List<String> detail, boolean childDetail, boolean deep, int files) {

        private boolean isShallow() {
            return presence == Presence.PRESENT && !deep;
        }
    }

    private record Key(Questions remote, String object) {}

    private final ConcurrentHashMap<Key, Outcome> outcomes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Key, ReentrantLock> locks = new ConcurrentHashMap<>();

    Outcome check(Questions remote, String object, String hash, String layout, Budget budget)
            throws InterruptedException {
        Key key = new Key(remote, object);
        ReentrantLock lock = locks.computeIfAbsent(key, any -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            Outcome known = outcomes.get(key);
            if (known == null || known.isShallow() && known.files() <= budget.left) {
                known = look(remote, object, hash, layout, budget);
                outcomes.put(key, known);
                return known;
            }
            return known.files() > 0 && !budget.take(known.files()) ? shallow(known.files()) : known;
        } finally {
            lock.unlock();
        }
    }

    private static Outcome shallow(int files) {
        return new Outcome(
                Presence.PRESENT, "pushed", List.of(files + " files were not asked for"), false, false, files);
    }

    private static Outcome look(Questions remote, String object, String hash, String layout, Budget budget)
            throws InterruptedException {
        List<Child> children;
        try {
            children = DirectoryObject.read(remote.read(object, MAX_DIR_BYTES), hash)
                    .children();
        } catch (BrokenFileException e) {
            return new Outcome(Presence.DAMAGED, "object-damaged", List.of(e.why()), false, true, 0);
        } catch (IOException e) {
            return new Outcome(
                    Presence.UNKNOWN,
                    "remote-unreachable",
                    List.of("the list of the folder's files cannot be read: " + e.getMessage()),
                    false,
                    false,
                    0);
        }
        if (!budget.take(children.size())) {
            return shallow(children.size());
        }
        List<Question> questions = new ArrayList<>(children.size());
        for (Child child : children) {
            questions.add(new Question(OutputCheck.objectKey(layout, child.md5()), null));
        }
        remote.prepare(questions);
        List<String> missing = new ArrayList<>();
        ObjectAnswer.Unknown unknown = null;
        for (int i = 0; i < children.size(); i++) {
            ObjectAnswer answer = remote.answer(questions.get(i));
            if (answer instanceof ObjectAnswer.Missing) {
                missing.add(children.get(i).path() + "=" + children.get(i).md5());
            } else if (answer instanceof ObjectAnswer.Unknown none) {
                unknown = none;
            }
        }
        if (!missing.isEmpty()) {
            return new Outcome(Presence.MISSING, "child-missing", shortened(missing), true, true, children.size());
        }
        return unknown == null
                ? new Outcome(Presence.PRESENT, "pushed", List.of(), false, true, children.size())
                : new Outcome(Presence.UNKNOWN, unknown.code(), List.of(unknown.why()), false, false, children.size());
    }

    static List<String> shortened(List<String> names) {
        if (names.size() <= MAX_DETAIL) {
            return List.copyOf(names);
        }
        List<String> some = new ArrayList<>(names.subList(0, MAX_DETAIL));
        some.add("… and " + (names.size() - MAX_DETAIL) + " more");
        return some;
    }
}
