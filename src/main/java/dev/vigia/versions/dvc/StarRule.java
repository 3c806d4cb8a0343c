package dev.vigia.versions.dvc;

import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/// A rule of a `.dvcignore` with several wildcards. JGit makes a regular expression of it, which tries every way to
/// split a name: `*a*a*a*a*b` can take it years. Here one look back is enough, for a later `*` can take whatever an
/// earlier one could.
final class StarRule extends FastIgnoreRule {

    /// In a pattern that JGit has to read, because it names classes of characters.
    private static final int MOST_STARS = 2;

    private final List<String> names;
    private final boolean anywhere;

    private StarRule(String line) {
        super(line);
        String pattern = line.stripTrailing();
        pattern = getNegation() ? pattern.substring(1) : pattern;
        pattern = dirOnly() ? pattern.substring(0, pattern.length() - 1) : pattern;
        anywhere = pattern.indexOf('/') < 0;
        names = Arrays.asList((pattern.startsWith("/") ? pattern.substring(1) : pattern).split("/"));
    }

    /// @return JGit's own rule where that cannot go astray
    static FastIgnoreRule of(String line) throws BrokenFileException {
        long stars = line.chars().filter(c -> c == '*').count();
        if (stars < 2 || line.contains("[[:")) {
            if (stars > MOST_STARS) {
                throw new BrokenFileException("one of its patterns has too many wildcards: " + line);
            }
            return new FastIgnoreRule(line);
        }
        return new StarRule(line);
    }

    @Override
    public boolean isMatch(String path, boolean directory, boolean pathMatch) {
        if (dirOnly() && !directory) {
            return false;
        }
        List<String> parts = Arrays.asList(path.split("/"));
        return anywhere ? name(names.getFirst(), parts.getLast()) : path(parts);
    }

    /// `**` stands for any number of folders.
    private boolean path(List<String> parts) {
        int name = 0;
        int part = 0;
        int afterStars = -1;
        int retry = 0;
        while (part < parts.size()) {
            if (name < names.size() && names.get(name).equals("**")) {
                afterStars = ++name;
                retry = part;
                if (name == names.size()) {
                    return true;
                }
            } else if (name < names.size() && name(names.get(name), parts.get(part))) {
                name++;
                part++;
            } else if (afterStars >= 0) {
                name = afterStars;
                part = ++retry;
            } else {
                return false;
            }
        }
        return name == names.size();
    }

    private static boolean name(String pattern, String text) {
        int p = 0;
        int t = 0;
        int afterStar = -1;
        int retry = 0;
        while (t < text.length()) {
            int next = p < pattern.length() ? one(pattern, p, text.charAt(t)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                afterStar = ++p;
                retry = t;
            } else if (next > 0) {
                p = next;
                t++;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /// @return where the pattern goes on if its next part, which is no `*`, takes the character; else -1
    private static int one(String pattern, int at, char c) {
        return switch (pattern.charAt(at)) {
            case '?' -> at + 1;
            case '[' -> set(pattern, at, c);
            case '\\' -> at + 1 < pattern.length() && pattern.charAt(at + 1) == c ? at + 2 : -1;
            default -> pattern.charAt(at) == c ? at + 1 : -1;
        };
    }

    private static int set(String pattern, int at, char c) {
        boolean not = at + 1 < pattern.length() && "!^".indexOf(pattern.charAt(at + 1)) >= 0;
        int from = not ? at + 2 : at + 1;
        int close = pattern.indexOf(']', from + 1);
        if (close < 0) {
            return -1;
        }
        boolean in = false;
        for (int i = from; i < close; i++) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= pattern.charAt(i) == c;
            }
        }
        return in == not ? -1 : close + 1;
    }
}
