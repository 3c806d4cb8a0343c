package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTree.DvcProject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `.dvc/config` of the tag: ConfigObj's INI, of which DVC writes sections, quoted section names and plain values.
final class DvcConfigFile {

    private static final Pattern SECTION = Pattern.compile("\\s*\\[\\s*(.*?)\\s*]\\s*(?:#.*)?");
    private static final Pattern REMOTE = Pattern.compile("\\s*remote\\s*\"(.*)\"\\s*");

    private DvcConfigFile() {}

    static DvcProject parse(String folder, byte[] bytes) {
        try {
            return parse(folder, Yaml.text(bytes));
        } catch (BrokenFileException e) {
            return new DvcProject(folder, null, Map.of(), e.why());
        }
    }

    private static DvcProject parse(String folder, String text) throws BrokenFileException {
        Map<String, Map<String, String>> remotes = new LinkedHashMap<>();
        Map<String, String> core = new LinkedHashMap<>();
        Map<String, String> current = new LinkedHashMap<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String trimmed = line.strip();
            if (trimmed.isEmpty() || trimmed.startsWith("#")) {
                continue;
            }
            Matcher section = SECTION.matcher(line);
            if (trimmed.startsWith("[")) {
                if (!section.matches() || trimmed.startsWith("[[")) {
                    throw new BrokenFileException("line " + number + " is not a section of a DVC configuration");
                }
                current = section(unquoted(section.group(1)).toLowerCase(Locale.ROOT), core, remotes);
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new BrokenFileException("line " + number + " is neither a section nor key = value");
            }
            String key = unquoted(line.substring(0, equals).strip()).toLowerCase(Locale.ROOT);
            current.put(key, value(line.substring(equals + 1).strip(), number));
        }
        String standard = core.get("remote");
        return new DvcProject(
                folder,
                standard == null || standard.isEmpty() ? null : standard.toLowerCase(Locale.ROOT),
                remotes,
                null);
    }

    private static Map<String, String> section(
            String name, Map<String, String> core, Map<String, Map<String, String>> remotes) {
        if (name.equals("core")) {
            return core;
        }
        Matcher remote = REMOTE.matcher(name);
        return remote.matches()
                ? remotes.computeIfAbsent(remote.group(1), any -> new LinkedHashMap<>())
                : new LinkedHashMap<>();
    }

    private static String unquoted(String text) {
        if (text.length() >= 2
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0)) {
            return text.substring(1, text.length() - 1);
        }
        return text;
    }

    private static String value(String text, int line) throws BrokenFileException {
        if (!text.isEmpty() && (text.charAt(0) == '\'' || text.charAt(0) == '"')) {
            int end = text.indexOf(text.charAt(0), 1);
            if (end < 0) {
                throw new BrokenFileException("a quote is not closed in line " + line);
            }
            return text.substring(1, end);
        }
        int comment = commentStart(text);
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    /// ConfigObj ends an unquoted value at `#`, with or without a space before it.
    private static int commentStart(String text) {
        return text.indexOf('#');
    }

    /// DVC's truth: `true`, `yes`, `on`, `1` in any case.
    static boolean isTrue(@Nullable String value) {
        return value != null
                && switch (value.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on", "1" -> true;
                    default -> false;
                };
    }
}
