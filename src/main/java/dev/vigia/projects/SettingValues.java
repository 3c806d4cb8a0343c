package dev.vigia.projects;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/// Reads single values of the settings (addresses, paths, times, patterns) and notes what is wrong with them.
final class SettingValues {

    /// Versions as people and GTO name them: `v1.2.3`, `1.2.3`, `release-1.2.3`, `name@v1.2.3`, `name@v1.2.3#4`,
    /// each with a pre-release or build suffix in the ways of semver or Python; no other tag of GTO's and no
    /// numbered tutorial tag.
    static final String DEFAULT_VERSION_TAGS = "(?:release[-/]|(?<artifact>[A-Za-z0-9][A-Za-z0-9_/=.-]*)@)?"
            + "v?\\d+\\.\\d+\\.\\d+(?:\\.?(?:a|b|c|rc|alpha|beta|dev|post)\\d+)?"
            + "(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?(?:(?<=@.{5,200})#\\d+)?";

    private final List<SettingMistake> mistakes = new ArrayList<>();
    private final FileRoots fileRoots;

    /// @param roots as in `vigia.file-roots`
    SettingValues(List<String> roots) {
        fileRoots = new FileRoots(roots(roots));
    }

    List<SettingMistake> mistakes() {
        return mistakes;
    }

    FileRoots fileRoots() {
        return fileRoots;
    }

    Pattern pattern(String property, @Nullable String regex) {
        try {
            return Pattern.compile(regex == null || regex.isBlank() ? DEFAULT_VERSION_TAGS : regex);
        } catch (PatternSyntaxException e) {
            mistake(
                    property,
                    regex,
                    "expected a Java regular expression that matches a version tag's whole name; " + e.getDescription()
                            + " near character " + e.getIndex());
            return Pattern.compile(DEFAULT_VERSION_TAGS);
        }
    }

    void web(String property, @Nullable String url, String expected) {
        try {
            var uri = new URI(String.valueOf(url));
            var http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null) {
                mistake(property, url, expected);
            } else if (uri.getRawUserInfo() != null) {
                mistake(property, url, "put the name and password into settings of their own instead of the URL");
            }
        } catch (URISyntaxException e) {
            mistake(property, url, expected);
        }
    }

    @Nullable
    Path folder(String property, String text, String what) {
        try {
            var path = FileRoots.path(text);
            var resolved = existing(property, text, path, what);
            if (resolved != null && !Files.isDirectory(resolved)) {
                mistake(property, text, "expected " + what + ", but this is a file");
            }
            return resolved;
        } catch (IllegalArgumentException e) {
            mistake(property, text, String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Nullable
    Path existing(String property, String text, Path path, String what) {
        var resolved = resolved(property, text, path, true);
        if (resolved != null && !Files.isReadable(resolved)) {
            mistake(property, text, "expected " + what + " that exists and can be read");
        }
        return resolved;
    }

    @Nullable
    Path resolved(String property, String text, Path path, boolean sayHow) {
        try {
            return fileRoots.resolve(path);
        } catch (SourceFailure e) {
            mistake(property, text, "expected a path inside one of vigia.file-roots" + (sayHow ? ", after links" : ""));
            return null;
        }
    }

    @Nullable
    Path file(String property, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var path = FileRoots.path(text);
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                mistake(property, text, "expected a private key's file that exists and can be read");
            }
            return path;
        } catch (IllegalArgumentException e) {
            mistake(property, text, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<Path> roots(List<String> given) {
        var roots = new ArrayList<Path>();
        for (var i = 0; i < given.size(); i++) {
            var property = "vigia.file-roots[" + i + "]";
            try {
                var path = FileRoots.path(given.get(i));
                if (Files.isDirectory(path)) {
                    roots.add(path);
                } else {
                    mistake(property, given.get(i), "expected a folder that exists");
                }
            } catch (IllegalArgumentException e) {
                mistake(property, given.get(i), "expected the absolute path of a folder");
            }
        }
        return roots;
    }

    @Nullable
    Path dataDirectory(@Nullable String text) {
        var expected = "expected a folder that Vigía can write to; it is made if need be";
        try {
            var path = Path.of(text == null || text.isBlank() ? "vigia-data" : text)
                    .toAbsolutePath();
            Path existing = path;
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
                mistake("vigia.data-dir", text, expected);
                return null;
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            mistake("vigia.data-dir", text, expected);
            return null;
        }
    }

    Duration duration(String property, String text) {
        try {
            var duration = DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Duration.ofDays(365)) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Said below, together with the range.
        }
        mistake(property, text, "expected a duration from 1s to 365d, such as 30s, 5m or 1h");
        return Duration.ofHours(1);
    }

    void mistake(String property, @Nullable String value, String expected) {
        mistakes.add(new SettingMistake(property, value, expected));
    }

    static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static @Nullable String text(@Nullable String text) {
        return blank(text) ? null : text;
    }

    static @Nullable Secret secret(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new Secret(text);
    }
}
