package dev.vigia.versions.dvc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The YAML that DVC itself writes (block maps and lists of plain one-line scalars) without the cost of a full parser.
/// Whatever else it meets it leaves to [Yaml]: it either gives what that would give, or nothing.
final class SimpleYaml {

    private static final int MAX_DEPTH = 50;

    /// Thrown without a stack trace, to fall back from any depth.
    private static final class NotSimple extends Exception {
        static final NotSimple IT = new NotSimple();

        private NotSimple() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] indents = new int[256];
    private int lines;
    private int at;

    private SimpleYaml(String text) {
        this.text = text;
    }

    /// @return a map or a list; null if the text is not of the simple kind
    static @Nullable Object parse(String text) {
        try {
            SimpleYaml yaml = new SimpleYaml(text);
            yaml.split();
            if (yaml.lines == 0) {
                return null;
            }
            Object value = yaml.block(yaml.indents[0], 0);
            return yaml.at == yaml.lines ? value : null;
        } catch (NotSimple e) {
            return null;
        }
    }

    private void split() throws NotSimple {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            if (end < 0) {
                end = text.length();
            }
            line(from, end);
            from = end + 1;
        }
    }

    private void line(int from, int lineEnd) throws NotSimple {
        int start = from;
        while (start < lineEnd && text.charAt(start) == ' ') {
            start++;
        }
        int end = lineEnd;
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (start == end) {
            return;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c >= 0xd800) {
                throw NotSimple.IT;
            }
        }
        char first = text.charAt(start);
        if (first == '#') {
            return;
        }
        if (start == from && (text.startsWith("---", start) || text.startsWith("...", start) || first == '%')) {
            throw NotSimple.IT;
        }
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, lines * 2);
            ends = Arrays.copyOf(ends, lines * 2);
            indents = Arrays.copyOf(indents, lines * 2);
        }
        starts[lines] = start;
        ends[lines] = end;
        indents[lines] = start - from;
        lines++;
    }

    private Object block(int indent, int depth) throws NotSimple {
        if (depth > MAX_DEPTH) {
            throw NotSimple.IT;
        }
        return isItem() ? sequence(indent, depth) : mapping(indent, depth);
    }

    private boolean isItem() {
        return text.charAt(starts[at]) == '-' && (starts[at] + 1 == ends[at] || text.charAt(starts[at] + 1) == ' ');
    }

    private Map<@Nullable Object, @Nullable Object> mapping(int indent, int depth) throws NotSimple {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        while (at < lines && indents[at] == indent && !isItem()) {
            int colon = colon(starts[at], ends[at]);
            if (colon < 0 || colon > starts[at] && text.charAt(colon - 1) == ' ') {
                throw NotSimple.IT;
            }
            String name = plain(starts[at], colon);
            Object key = YamlScalar.resolve(name);
            if (name.equals("<<") || map.containsKey(key)) {
                throw NotSimple.IT;
            }
            int value = colon + 1;
            while (value < ends[at] && text.charAt(value) == ' ') {
                value++;
            }
            map.put(key, value == ends[at] ? below(indent, depth) : scalar(value, indent));
        }
        check(indent);
        return map;
    }

    /// The value of a key that has nothing after its colon.
    private @Nullable Object below(int indent, int depth) throws NotSimple {
        at++;
        if (at < lines && indents[at] > indent) {
            return block(indents[at], depth + 1);
        }
        if (at < lines && indents[at] == indent && isItem()) {
            return sequence(indent, depth + 1);
        }
        return null;
    }

    private List<@Nullable Object> sequence(int indent, int depth) throws NotSimple {
        List<@Nullable Object> list = new ArrayList<>();
        while (at < lines && indents[at] == indent && isItem()) {
            int content = starts[at] + 1;
            while (content < ends[at] && text.charAt(content) == ' ') {
                content++;
            }
            if (content == ends[at]) {
                throw NotSimple.IT;
            }
            char first = text.charAt(content);
            if (first != '\'' && colon(content, ends[at]) >= 0) {
                indents[at] += content - starts[at];
                starts[at] = content;
                if (depth >= MAX_DEPTH || isItem()) {
                    throw NotSimple.IT;
                }
                list.add(mapping(indents[at], depth + 1));
            } else {
                list.add(scalar(content, indent));
            }
        }
        check(indent);
        return list;
    }

    /// What follows a block lies further out; anything else is a shape that is not read here.
    private void check(int indent) throws NotSimple {
        if (at < lines && indents[at] > indent) {
            throw NotSimple.IT;
        }
    }

    private @Nullable Object scalar(int from, int indent) throws NotSimple {
        int end = ends[at];
        at++;
        if (at < lines && indents[at] > indent) {
            throw NotSimple.IT;
        }
        if (text.charAt(from) == '\'') {
            int close = text.indexOf('\'', from + 1, end);
            if (close != end - 1 || close == from) {
                throw NotSimple.IT;
            }
            return text.substring(from + 1, close);
        }
        if (colon(from, end) >= 0) {
            throw NotSimple.IT;
        }
        return YamlScalar.resolve(plain(from, end));
    }

    /// Text that stands for itself and has no comment in it.
    private String plain(int from, int end) throws NotSimple {
        if (from == end || "'\"&*!|>%@`#{}[],?:-".indexOf(text.charAt(from)) >= 0 && !isNegative(from, end)) {
            throw NotSimple.IT;
        }
        for (int i = text.indexOf('#', from, end); i >= 0; i = text.indexOf('#', i + 1, end)) {
            if (text.charAt(i - 1) == ' ') {
                throw NotSimple.IT;
            }
        }
        return text.substring(from, end);
    }

    private boolean isNegative(int from, int end) {
        return text.charAt(from) == '-' && from + 1 < end && Character.isLetterOrDigit(text.charAt(from + 1));
    }

    /// The first colon that ends a key: one before a space or at the end of the line.
    private int colon(int from, int end) {
        for (int i = text.indexOf(':', from, end); i >= 0; i = text.indexOf(':', i + 1, end)) {
            if (i + 1 == end || text.charAt(i + 1) == ' ') {
                return i;
            }
        }
        return -1;
    }
}
