package dev.vigia.versions.dvc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Paths inside the repository: with `/`, relative to its root, which is the empty path.
final class Paths {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

    private Paths() {}

    static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static boolean isInside(String path, String folder) {
        return folder.isEmpty()
                || path.equals(folder)
                || path.length() > folder.length() && path.startsWith(folder) && path.charAt(folder.length()) == '/';
    }

    static String relative(String path, String folder) {
        if (folder.isEmpty()) {
            return path;
        }
        return path.equals(folder) ? "" : path.substring(folder.length() + 1);
    }

    /// @return null if it is absolute, has a scheme, or leaves the repository
    static @Nullable String resolve(String folder, String relative) {
        if (relative.startsWith("/")
                || relative.contains("://") && SCHEME.matcher(relative).matches()) {
            return null;
        }
        if (isPlain(relative)) {
            return join(folder, relative);
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : (folder + "/" + relative).split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> {
                    if (segments.isEmpty()) {
                        return null;
                    }
                    segments.removeLast();
                }
                default -> segments.addLast(segment);
            }
        }
        return String.join("/", segments);
    }

    private static boolean isPlain(String path) {
        return !path.isEmpty()
                && !path.startsWith(".")
                && !path.endsWith("/")
                && !path.contains("/.")
                && !path.contains("//");
    }
}
