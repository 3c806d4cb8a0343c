package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTracking.Disagreement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether the lock says what `dvc.yaml` says, stage by stage, as `dvc status` judges it.
final class Agreement {

    private static final int LONGEST = 300;

    private Agreement() {}

    /// @param files loads the params files; throws for one that cannot be read, which is no disagreement
    static void compare(
            String file,
            Pipeline.Stage stage,
            LockFile.@Nullable Stage lock,
            Context.Files files,
            List<Disagreement> into) {
        if (lock == null) {
            into.add(new Disagreement(file, stage.name(), "never-run", "", ""));
            return;
        }
        if (!equal(stage.cmd(), lock.cmd())) {
            into.add(new Disagreement(file, stage.name(), "command", shown(stage.cmd()), shown(lock.cmd())));
        }
        paths(file, stage, "deps", stage.deps(), lock.deps(), into);
        paths(file, stage, "outs", stage.outs().stream().map(Pipeline.Out::path).toList(), lock.outs(), into);
        params(file, stage, lock, files, into);
    }

    private static void paths(
            String file,
            Pipeline.Stage stage,
            String what,
            Collection<String> inYaml,
            List<LockFile.Entry> inLock,
            List<Disagreement> into) {
        if (sameInOrder(inYaml, inLock)) {
            return;
        }
        TreeSet<String> yaml = new TreeSet<>();
        inYaml.forEach(path -> yaml.add(LockFile.plain(path)));
        TreeSet<String> lock = new TreeSet<>();
        inLock.forEach(entry -> lock.add(LockFile.plain(entry.path())));
        if (!yaml.equals(lock)) {
            TreeSet<String> onlyYaml = new TreeSet<>(yaml);
            onlyYaml.removeAll(lock);
            lock.removeAll(yaml);
            into.add(new Disagreement(
                    file, stage.name(), what, cut(String.join(", ", onlyYaml)), cut(String.join(", ", lock))));
        }
    }

    /// As DVC writes it nearly always; the sets are for the rest.
    private static boolean sameInOrder(Collection<String> inYaml, List<LockFile.Entry> inLock) {
        if (inYaml.size() != inLock.size()) {
            return false;
        }
        Iterator<LockFile.Entry> lock = inLock.iterator();
        for (String path : inYaml) {
            if (!path.equals(lock.next().path())) {
                return false;
            }
        }
        return true;
    }

    private static void params(
            String file, Pipeline.Stage stage, LockFile.Stage lock, Context.Files files, List<Disagreement> into) {
        List<String> yamlSide = new ArrayList<>();
        List<String> lockSide = new ArrayList<>();
        stage.params().forEach((name, keys) -> {
            Map<?, ?> locked = lock.params().get(name) instanceof Map<?, ?> map ? map : Map.of();
            String path = Paths.resolve(stage.wdir(), name);
            Object actual;
            try {
                actual = path == null ? null : files.load(path);
            } catch (BrokenFileException e) {
                return;
            }
            if (keys.isEmpty()) {
                if (!equal(actual == null ? Map.of() : actual, locked)) {
                    yamlSide.add(name + " as in the tree");
                    lockSide.add("another " + name);
                }
                return;
            }
            for (String key : keys) {
                ValueFile.Found found = ValueFile.find(actual, key);
                boolean there = locked.containsKey(key);
                if (found.there() != there || there && !equal(found.value(), locked.get(key))) {
                    yamlSide.add(name + ":" + key + "=" + (found.there() ? shown(found.value()) : ""));
                    lockSide.add(name + ":" + key + "=" + (there ? shown(locked.get(key)) : ""));
                }
            }
        });
        if (!yamlSide.isEmpty()) {
            into.add(new Disagreement(
                    file, stage.name(), "params", cut(String.join(", ", yamlSide)), cut(String.join(", ", lockSide))));
        }
    }

    /// Python's `==`: `1`, `1.0` and `true` are equal, maps in any order.
    static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String || right instanceof String) {
            return left != null && left.equals(right);
        }
        if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> other) {
            if (one.size() != other.size()) {
                return false;
            }
            for (Map.Entry<?, ?> entry : one.entrySet()) {
                if (!other.containsKey(entry.getKey()) || !equal(entry.getValue(), other.get(entry.getKey()))) {
                    return false;
                }
            }
            return true;
        }
        if (left instanceof List<?> one && right instanceof List<?> other) {
            Iterator<?> others = other.iterator();
            return one.size() == other.size() && one.stream().allMatch(item -> equal(item, others.next()));
        }
        if (left instanceof YamlScalar.Date one && right instanceof YamlScalar.Date other) {
            return one.text().replace('T', ' ').equals(other.text().replace('T', ' '));
        }
        if (left instanceof Double one && right instanceof Double other && Double.isFinite(one)) {
            return one.doubleValue() == other.doubleValue();
        }
        if (left instanceof Long one && right instanceof Long other) {
            return one.equals(other);
        }
        BigDecimal number = number(left);
        BigDecimal other = number(right);
        if (number != null && other != null) {
            return number.compareTo(other) == 0;
        }
        return left == null ? right == null : left.equals(right);
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> flag ? BigDecimal.ONE : BigDecimal.ZERO;
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case Double number -> Double.isFinite(number) ? new BigDecimal(number) : null;
            case null, default -> null;
        };
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return cut(String.join(" && ", list.stream().map(PythonText::str).toList()));
        }
        return cut(PythonText.str(value));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
