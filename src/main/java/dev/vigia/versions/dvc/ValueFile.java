package dev.vigia.versions.dvc;

import dev.vigia.versions.TreeValue;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/// Metrics and params files. The suffix tells the format: `.json`, `.toml`, `.py` (which we do not run), else YAML 1.2.
final class ValueFile {

    /// A metrics file is for people and dashboards; larger ones are data with a wrong name.
    static final int MAX_BYTES = 4_000_000;

    private static final int MAX_DEPTH = 100;

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();

    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final TomlMapper TOML = TomlMapper.builder(
                    TomlFactory.builder().streamReadConstraints(LIMITS).build())
            .build();

    private ValueFile() {}

    /// @throws BrokenFileException if the file cannot be read in the format its name tells
    static @Nullable Object parse(String path, byte[] bytes) throws BrokenFileException {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return jackson(JSON, bytes, "JSON");
        }
        if (name.endsWith(".toml")) {
            return jackson(TOML, bytes, "TOML");
        }
        if (name.endsWith(".py")) {
            throw new BrokenFileException("Python files are not read");
        }
        return Documents.yaml(bytes);
    }

    private static @Nullable Object jackson(tools.jackson.databind.ObjectMapper mapper, byte[] bytes, String format)
            throws BrokenFileException {
        try {
            return widened(mapper.readValue(Yaml.text(bytes), Object.class));
        } catch (StreamConstraintsException e) {
            throw new BrokenFileException("it is nested too deeply, or a number or name in it is too long");
        } catch (JacksonException e) {
            throw new BrokenFileException("it is not valid " + format + ": " + e.getOriginalMessage());
        } catch (StackOverflowError e) {
            throw new BrokenFileException("it is nested too deeply");
        }
    }

    /// Jackson's numbers come in the width they need; everything else here counts in long and double.
    private static @Nullable Object widened(@Nullable Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Float number -> number.doubleValue();
            case java.math.BigDecimal number -> number.doubleValue();
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(widened(item)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, widened(item)));
                yield copy;
            }
            case null -> null;
            case Temporal time -> new YamlScalar.Date(time.toString());
            default -> value;
        };
    }

    /// Numbers, strings, booleans and nested maps; lists, null and dates are no metrics.
    static void metrics(String file, @Nullable Object content, Values into) {
        flatten(file, "", content, true, into);
    }

    /// @param keys dotted; empty for the whole file
    static void params(String file, @Nullable Object content, List<String> keys, Values into) {
        if (keys.isEmpty()) {
            flatten(file, "", content, false, into);
            return;
        }
        for (String key : keys) {
            Found found = find(content, key);
            if (found.there()) {
                flatten(file, key, found.value(), false, into);
            }
        }
    }

    record Found(boolean there, @Nullable Object value) {}

    private static final Found NOWHERE = new Found(false, null);

    /// @param key dotted, list items by their number
    static Found find(@Nullable Object content, String key) {
        Object current = content;
        for (String part : key.split("\\.", -1)) {
            if (current instanceof Map<?, ?> map) {
                Object name = name(map, part);
                if (name == null) {
                    return NOWHERE;
                }
                current = map.get(name);
            } else if (current instanceof List<?> list
                    && part.matches("[0-9]{1,9}")
                    && Integer.parseInt(part) < list.size()) {
                current = list.get(Integer.parseInt(part));
            } else {
                return NOWHERE;
            }
        }
        return new Found(true, current);
    }

    private static @Nullable Object name(Map<?, ?> map, String part) {
        if (map.containsKey(part)) {
            return part;
        }
        for (Object key : map.keySet()) {
            if (!(key instanceof String) && PythonText.str(key).equals(part)) {
                return Objects.requireNonNullElse(key, part);
            }
        }
        return null;
    }

    private static void flatten(String file, String key, @Nullable Object value, boolean metrics, Values into) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, item) -> {
                    String text = PythonText.str(name);
                    flatten(file, key.isEmpty() ? text : key + "." + text, item, metrics, into);
                });
            case Boolean flag -> into.add(new TreeValue(file, key, PythonText.str(flag), flag ? 1.0 : 0.0));
            case Number number -> into.add(new TreeValue(file, key, PythonText.str(number), number.doubleValue()));
            case String text -> into.add(new TreeValue(file, key, text, null));
            case null, default -> {
                if (!metrics && !(value == null && key.isEmpty())) {
                    into.add(new TreeValue(file, key, PythonText.str(value), null));
                }
            }
        }
    }

    /// Collects values up to a limit.
    static final class Values {

        private static final int MAX = 5_000;
        private static final int MAX_TEXT = 20_000;

        private final List<TreeValue> list = new ArrayList<>();
        private boolean cut;

        void add(TreeValue value) {
            if (list.size() >= MAX) {
                cut = true;
            } else if (value.text().length() > MAX_TEXT) {
                cut = true;
                list.add(new TreeValue(
                        value.file(), value.key(), value.text().substring(0, MAX_TEXT) + "…", value.number()));
            } else {
                list.add(value);
            }
        }

        List<TreeValue> list() {
            return List.copyOf(list);
        }

        boolean cut() {
            return cut;
        }
    }
}
