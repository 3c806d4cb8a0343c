package dev.vigia.versions.dvc;

import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.VersionedObject;
import dev.vigia.versions.dvc.Questions.Question;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a remote's answers mean for one output.
final class OutputCheck {

    private static final String VERSIONED = "version-aware";

    private final DeclaredOutput output;
    private final Questions remote;
    private final @Nullable String key;

    OutputCheck(DeclaredOutput output, Questions remote) {
        this.output = output;
        this.remote = remote;
        this.key = key(output);
    }

    DeclaredOutput output() {
        return output;
    }

    Questions remote() {
        return remote;
    }

    private static @Nullable String key(DeclaredOutput output) {
        if (output.layout().equals(VERSIONED)) {
            return Paths.relative(output.path(), output.project());
        }
        return output.hash() == null ? null : objectKey(output.layout(), output.hash());
    }

    /// Where the bytes of a hash lie below the remote's url.
    static String objectKey(String layout, String hash) {
        String place = hash.substring(0, 2) + "/" + hash.substring(2);
        return layout.equals("dvc3") ? "files/md5/" + place : place;
    }

    /// What is asked before anything else is known.
    List<Question> firstQuestions() {
        if (output.doubt() != null || key == null || output.layout().equals(VERSIONED)) {
            return List.of();
        }
        return List.of(new Question(key, null));
    }

    DataOutput result(Folders folders, Folders.Budget budget) throws InterruptedException {
        if (output.doubt() != null) {
            return answer(
                    Presence.UNKNOWN,
                    output.doubt(),
                    output.doubtDetail() == null ? List.of() : List.of(output.doubtDetail()),
                    false);
        }
        if (output.layout().equals(VERSIONED)) {
            return versioned(budget);
        }
        if (key == null) {
            return answer(Presence.UNKNOWN, "no-hash", List.of("the lock has no hash of it"), false);
        }
        return switch (remote.answer(new Question(key, null))) {
            case ObjectAnswer.Missing() -> answer(Presence.MISSING, "object-missing", List.of(), !output.directory());
            case ObjectAnswer.Unknown(String code, String why) -> answer(Presence.UNKNOWN, code, List.of(why), false);
            case ObjectAnswer.Present(long size) -> output.directory() ? folder(folders, budget, key) : file(size);
        };
    }

    /// A text that DVC 2 hashed may have another size than the one in the remote.
    private DataOutput file(long size) {
        Long wanted = output.size();
        if (output.layout().equals("dvc3") && wanted != null && size >= 0 && size != wanted) {
            return answer(Presence.DAMAGED, "object-damaged", List.of(sizes(size, wanted)), true);
        }
        return answer(Presence.PRESENT, "pushed", List.of(), true);
    }

    private static String sizes(long there, long wanted) {
        return there + " bytes in the remote, " + wanted + " in the lock";
    }

    private DataOutput folder(Folders folders, Folders.Budget budget, String object) throws InterruptedException {
        Folders.Outcome outcome = folders.check(remote, object, String.valueOf(output.hash()), output.layout(), budget);
        List<String> detail = outcome.childDetail()
                ? outcome.detail().stream()
                        .map(child -> Paths.join(output.path(), child))
                        .toList()
                : outcome.detail();
        return answer(outcome.presence(), outcome.code(), detail, outcome.deep());
    }

    /// The version ids come with the push, so an output without them was tagged before it.
    private DataOutput versioned(Folders.Budget budget) throws InterruptedException {
        if (!remote.knowsVersions()) {
            return answer(
                    Presence.UNKNOWN,
                    "remote-unsupported",
                    List.of("version-aware remotes are asked on S3 only"),
                    false);
        }
        List<Question> questions = new ArrayList<>();
        List<VersionedObject> asked = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (VersionedObject object : output.objects()) {
            if (object.versionId() == null) {
                missing.add(name(object));
            } else {
                questions.add(new Question(key(object), object.versionId()));
                asked.add(object);
            }
        }
        if (output.objects().isEmpty() && !(output.directory() && output.hash() == null)) {
            return answer(
                    Presence.MISSING, "object-missing", List.of("the lock has no version of it: never pushed"), true);
        }
        boolean deep = budget.take(Math.max(0, questions.size() - 1));
        if (!deep) {
            return missing.isEmpty()
                    ? answer(Presence.PRESENT, "pushed", List.of(questions.size() + " files were not asked for"), false)
                    : answer(Presence.MISSING, "child-missing", Folders.shortened(missing), false);
        }
        remote.prepare(questions);
        List<String> damaged = new ArrayList<>();
        ObjectAnswer.Unknown unknown = null;
        for (int i = 0; i < questions.size(); i++) {
            VersionedObject object = asked.get(i);
            switch (remote.answer(questions.get(i))) {
                case ObjectAnswer.Missing() -> missing.add(name(object));
                case ObjectAnswer.Unknown none -> unknown = none;
                case ObjectAnswer.Present(long size) -> {
                    Long wanted = object.size();
                    if (wanted != null && size >= 0 && size != wanted) {
                        damaged.add(name(object) + ": " + sizes(size, wanted));
                    }
                }
            }
        }
        String part = output.directory() ? "child" : "object";
        if (!missing.isEmpty()) {
            return answer(Presence.MISSING, part + "-missing", Folders.shortened(missing), true);
        }
        if (!damaged.isEmpty()) {
            return answer(Presence.DAMAGED, part + "-damaged", Folders.shortened(damaged), true);
        }
        return unknown == null
                ? answer(Presence.PRESENT, "pushed", List.of(), true)
                : answer(Presence.UNKNOWN, unknown.code(), List.of(unknown.why()), false);
    }

    private String key(VersionedObject object) {
        String base = String.valueOf(key);
        return object.path().isEmpty() ? base : Paths.join(base, object.path());
    }

    private String name(VersionedObject object) {
        String path = object.path().isEmpty() ? output.path() : Paths.join(output.path(), object.path());
        return object.md5() == null ? path : path + "=" + object.md5();
    }

    private DataOutput answer(Presence presence, String code, List<String> detail, boolean deep) {
        return new DataOutput(
                output.path(),
                output.hash(),
                output.size(),
                output.directory(),
                output.layout(),
                output.remote(),
                key,
                presence,
                code,
                detail,
                deep);
    }
}
