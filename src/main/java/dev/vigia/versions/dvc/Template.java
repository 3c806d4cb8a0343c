package dev.vigia.versions.dvc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Interpolation of `${…}`, with the text forms of DVC: `true`, Python's numbers, a map as command line options.
final class Template {

    static final Pattern EXPRESSION = Pattern.compile("(?<!\\\\)\\$\\{(.*?)}");

    /// Room for every real pipeline; a file of nested groups can ask for far more.
    private static final long MAX_CHARACTERS = 20_000_000;

    private long written;

    static boolean isTemplate(@Nullable Object value) {
        return switch (value) {
            case String text -> text.contains("${");
            case List<?> list -> list.stream().anyMatch(Template::isTemplate);
            case Map<?, ?> map ->
                map.entrySet().stream().anyMatch(entry -> isTemplate(entry.getKey()) || isTemplate(entry.getValue()));
            case null, default -> false;
        };
    }

    /// @param where the key of the stage it stands under, such as `cmd`: only there a map may be interpolated; null
    ///     where any value may
    @Nullable
    Object resolve(@Nullable Object value, Context context, @Nullable String where) throws BrokenFileException {
        return switch (value) {
            case String text -> text.contains("${") ? text(text, context, where) : text;
            case List<?> list -> {
                List<@Nullable Object> resolved = new ArrayList<>(list.size());
                for (Object item : list) {
                    resolved.add(resolve(item, context, where));
                }
                yield resolved;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> resolved = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    resolved.put(resolve(entry.getKey(), context, where), resolve(entry.getValue(), context, where));
                }
                yield resolved;
            }
            case null, default -> value;
        };
    }

    private @Nullable Object text(String template, Context context, @Nullable String where) throws BrokenFileException {
        Matcher match = EXPRESSION.matcher(template);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (match.find()) {
            Object value = context.select(match.group(1));
            check(value, match.group(), where);
            if (match.start() == 0 && match.end() == template.length()) {
                // DVC lets a map alone through here and writes it out as options when it makes the command.
                return value instanceof Map<?, ?> && "cmd".equals(where) ? asText(value) : value;
            }
            out.append(template, from, match.start()).append(asText(value));
            from = match.end();
            written += out.length();
            if (written > MAX_CHARACTERS) {
                throw new BrokenFileException("its templates expand to more than " + MAX_CHARACTERS + " characters");
            }
        }
        return out.append(template, from, template.length()).toString().replace("\\${", "${");
    }

    private static void check(@Nullable Object value, String expression, @Nullable String where)
            throws BrokenFileException {
        boolean map = value instanceof Map<?, ?>;
        if (where != null && (map || value instanceof List<?>) && !(map && where.equals("cmd"))) {
            throw new BrokenFileException(
                    expression + " is a " + (map ? "map" : "list") + ", which cannot stand there");
        }
    }

    static String asText(@Nullable Object value) {
        return switch (value) {
            case Boolean flag -> flag ? "true" : "false";
            case Map<?, ?> map -> options(map);
            case null, default -> PythonText.str(value);
        };
    }

    /// `{k: v, l: {m: true}}` becomes `--k v --l.m`.
    private static String options(Map<?, ?> map) {
        StringBuilder out = new StringBuilder();
        options("", map, out);
        return out.toString().stripTrailing();
    }

    private static void options(String prefix, Map<?, ?> map, StringBuilder out) {
        map.forEach((key, value) -> {
            String name = prefix + PythonText.str(key);
            switch (value) {
                case Map<?, ?> inner -> options(name + ".", inner, out);
                case Boolean flag -> {
                    if (flag) {
                        out.append("--").append(name).append(' ');
                    }
                }
                case List<?> list -> {
                    for (int i = 0; i < list.size(); i++) {
                        out.append(i == 0 ? "--" + name + " " : "")
                                .append(word(list.get(i)))
                                .append(' ');
                    }
                }
                case null, default ->
                    out.append("--")
                            .append(name)
                            .append(' ')
                            .append(word(value))
                            .append(' ');
            }
        });
    }

    private static String word(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return PythonText.str(value);
        }
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\"'\"'") + "'";
    }
}
