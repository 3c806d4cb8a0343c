package dev.vigia.integrity;

import dev.vigia.versions.TreeValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One metric or parameter on two sides, subtracted the way DVC does: `new − old` in doubles and unrounded, whole
/// numbers stay whole, `true` counts as one, NaN differs from everything, text is only equal or not.
///
/// @param file empty for what a run logged
/// @param before a [Boolean], [Long], [BigInteger], [Double] or [String]; null if the side has no such thing
/// @param change null where nothing can be subtracted
public record Difference(
        String file,
        String key,
        @Nullable Object before,
        @Nullable Object after,
        @Nullable Number change,
        boolean differs) {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    private record Place(String file, String key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byFile = file.compareTo(other.file);
            return byFile == 0 ? key.compareTo(other.key) : byFile;
        }
    }

    public static Difference of(String file, String key, @Nullable Object before, @Nullable Object after) {
        return new Difference(file, key, before, after, change(before, after), !equal(before, after));
    }

    /// What metrics or params files say at two tags, by file and key.
    public static List<Difference> ofFiles(List<TreeValue> before, List<TreeValue> after) {
        return between(values(before), values(after));
    }

    /// What two runs logged, by key.
    static List<Difference> ofRuns(Map<String, ?> before, Map<String, ?> after) {
        return between(logged(before), logged(after));
    }

    private static Map<Place, Object> logged(Map<String, ?> values) {
        var places = new LinkedHashMap<Place, Object>();
        values.forEach((key, value) -> places.put(new Place("", key), value));
        return places;
    }

    private static Map<Place, Object> values(List<TreeValue> list) {
        var values = new LinkedHashMap<Place, Object>();
        list.forEach(value -> values.put(new Place(value.file(), value.key()), typed(value)));
        return values;
    }

    private static List<Difference> between(Map<Place, Object> before, Map<Place, Object> after) {
        var places = new TreeMap<Place, Boolean>();
        before.keySet().forEach(place -> places.put(place, true));
        after.keySet().forEach(place -> places.put(place, true));
        var all = new ArrayList<Difference>(places.size());
        places.keySet().forEach(place -> all.add(of(place.file(), place.key(), before.get(place), after.get(place))));
        return List.copyOf(all);
    }

    private static Object typed(TreeValue value) {
        var number = value.number();
        if (number == null) {
            return value.text();
        }
        if (value.text().equals("True") || value.text().equals("False")) {
            return number != 0;
        }
        if (WHOLE.matcher(value.text()).matches()) {
            var whole = new BigInteger(value.text());
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        return number;
    }

    private static boolean equal(@Nullable Object before, @Nullable Object after) {
        var old = number(before);
        var young = number(after);
        if (old == null || young == null) {
            return Objects.equals(before, after);
        }
        if (old instanceof Double || young instanceof Double) {
            // Not the objects' own equality, for which NaN is equal to itself and -0.0 is not 0.0.
            return old.doubleValue() == young.doubleValue();
        }
        return big(old).equals(big(young));
    }

    private static @Nullable Number change(@Nullable Object before, @Nullable Object after) {
        var old = number(before);
        var young = number(after);
        if (old == null || young == null) {
            return null;
        }
        if (old instanceof Double || young instanceof Double) {
            return young.doubleValue() - old.doubleValue();
        }
        var change = big(young).subtract(big(old));
        return change.bitLength() < Long.SIZE ? (Number) change.longValue() : change;
    }

    private static @Nullable Number number(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1L : 0L;
            case Number number -> number;
            case null, default -> null;
        };
    }

    private static BigInteger big(Number whole) {
        return whole instanceof BigInteger big ? big : BigInteger.valueOf(whole.longValue());
    }
}
