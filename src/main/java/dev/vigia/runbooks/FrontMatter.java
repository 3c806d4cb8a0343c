package dev.vigia.runbooks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The optional block of YAML between two lines of `---` at the top: data about the document, never code.
///
/// @param values by key in lower case, `_` and blanks as `-`; every value a list of texts
/// @param body what follows
/// @param mistake why the block was not read; the document stands without it
record FrontMatter(
        Map<String, List<String>> values,
        String body,
        @Nullable String mistake) {

    private static final int LARGEST = 16_384;
    private static final Pattern FENCE =
            Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R(?<yaml>(?s:.*?))^---[ \\t]*$\\R?", Pattern.MULTILINE);

    static FrontMatter split(String text) {
        var fence = FENCE.matcher(text);
        if (!fence.find()) {
            return new FrontMatter(Map.of(), text, null);
        }
        var yaml = fence.group("yaml");
        var body = text.substring(fence.end());
        if (yaml.length() > LARGEST) {
            return new FrontMatter(Map.of(), body, "it is larger than 16 KiB");
        }
        try {
            return new FrontMatter(values(load(yaml)), body, null);
        } catch (YamlEngineException e) {
            return new FrontMatter(Map.of(), body, "it is not plain YAML: " + firstLine(e.getMessage()));
        } catch (StackOverflowError e) {
            return new FrontMatter(Map.of(), body, "it is nested too deeply");
        }
    }

    private static @Nullable Object load(String yaml) {
        var settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(LARGEST)
                .build();
        return new Load(settings).loadFromString(yaml);
    }

    private static Map<String, List<String>> values(@Nullable Object loaded) {
        var values = new TreeMap<String, List<String>>();
        if (loaded instanceof Map<?, ?> map) {
            map.forEach((key, value) ->
                    values.put(String.valueOf(key).toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-"), texts(value)));
        }
        return values;
    }

    /// A list within a list says nothing here.
    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list ->
                list.stream()
                        .filter(item -> !(item instanceof List) && !(item instanceof Map))
                        .map(String::valueOf)
                        .toList();
            case Map<?, ?> _ -> List.of();
            default -> List.of(value.toString());
        };
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
