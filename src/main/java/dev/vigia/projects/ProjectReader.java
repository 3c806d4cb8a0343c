package dev.vigia.projects;

import dev.vigia.projects.VigiaSettings.DvcSettings;
import dev.vigia.projects.VigiaSettings.GitSettings;
import dev.vigia.projects.VigiaSettings.MlflowSettings;
import dev.vigia.projects.VigiaSettings.ProjectSettings;
import dev.vigia.projects.VigiaSettings.RemoteSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/// Reads the settings as projects and notes every mistake on the way, instead of stopping at the first.
final class ProjectReader {

    /// Versions as people and GTO name them: `v1.2.3`, `1.2.3`, `release-1.2.3`, `name@v1.2.3`, `name@v1.2.3#4`,
    /// each with a pre-release or build suffix in the ways of semver or Python; no other tag of GTO's and no
    /// numbered tutorial tag.
    static final String DEFAULT_VERSION_TAGS = "(?:release[-/]|(?<artifact>[A-Za-z0-9][A-Za-z0-9_/=.-]*)@)?"
            + "v?\\d+\\.\\d+\\.\\d+(?:\\.?(?:a|b|c|rc|alpha|beta|dev|post)\\d+)?"
            + "(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?(?:(?<=@.{5,200})#\\d+)?";

    private final List<SettingMistake> mistakes = new ArrayList<>();
    private final List<Project> projects = new ArrayList<>();
    private final FileRoots fileRoots;
    private final @Nullable Path dataDirectory;
    private final Duration interval;
    private final Duration fullSweep;

    ProjectReader(VigiaSettings settings) {
        dataDirectory = dataDirectory(settings.dataDir());
        fileRoots = new FileRoots(roots(settings.fileRoots()));
        interval = duration("vigia.sync.interval", settings.sync().interval());
        fullSweep = duration("vigia.sync.full-sweep", settings.sync().fullSweep());
        if (fullSweep.compareTo(interval) < 0) {
            mistake("vigia.sync.full-sweep", settings.sync().fullSweep(), "expected at least vigia.sync.interval");
        }
        var keys = new TreeMap<String, Integer>();
        for (var i = 0; i < settings.projects().size(); i++) {
            read(i, settings.projects().get(i), keys);
        }
    }

    List<SettingMistake> mistakes() {
        return mistakes;
    }

    /// @throws InvalidSettingsException if there are mistakes
    WatchedProjects watched() {
        if (!mistakes.isEmpty() || dataDirectory == null) {
            throw new InvalidSettingsException(mistakes);
        }
        return new WatchedProjects(projects, fileRoots, dataDirectory, interval, fullSweep);
    }

    private void read(int index, ProjectSettings given, Map<String, Integer> keys) {
        var path = "vigia.projects[" + index + "]";
        var key = key(path + ".key", given.key(), index, keys);
        var git = git(path + ".git", given.git());
        var mlflow = mlflow(path + ".mlflow", given.mlflow());
        var dvc = dvc(path + ".dvc", given.dvc(), git);
        var names = new Project.Names(
                names(path + ".integrity.metrics", given.integrity().metrics()),
                names(path + ".integrity.params", given.integrity().params()));
        if (blank(given.git().url()) && blank(given.mlflow().trackingUri())) {
            mistake(path, null, "expected git.url, mlflow.tracking-uri or both: there is nothing to watch");
        }
        if (key != null) {
            var name = given.name();
            projects.add(
                    new Project(key, name == null || name.isBlank() ? key.value() : name, git, mlflow, dvc, names));
        }
    }

    private @Nullable ProjectKey key(String property, @Nullable String text, int index, Map<String, Integer> keys) {
        if (text == null || !ProjectKey.FORM.matcher(text).matches()) {
            mistake(property, text, "expected lower-case letters, digits and dashes, at most 63, such as bankchurn");
            return null;
        }
        var other = keys.putIfAbsent(text, index);
        if (other != null) {
            mistake(property, text, "expected a key of its own: vigia.projects[" + other + "] has it already");
            return null;
        }
        return new ProjectKey(text);
    }

    private Project.@Nullable Git git(String path, GitSettings given) {
        var url = given.url();
        var pattern = pattern(path + ".version-tags", given.versionTags());
        var sshKey = file(path + ".ssh-key", given.sshKey());
        if (blank(url) || url == null) {
            if (Stream.of(given.versionTags(), given.username(), given.password(), given.sshKey())
                    .anyMatch(text -> !blank(text))) {
                mistake(path + ".url", null, GitLocation.EXPECTED);
            }
            return null;
        }
        try {
            if (GitLocation.of(url) instanceof GitLocation.Local(var local)) {
                existing(path + ".url", url, local, "a repository's folder or a bundle file");
            }
        } catch (IllegalArgumentException e) {
            mistake(path + ".url", url, String.valueOf(e.getMessage()));
        }
        if (blank(given.username()) && !blank(given.password()) && url.startsWith("http")) {
            mistake(path + ".username", null, "expected a name, since git.password is given; many hosts take any");
        }
        return new Project.Git(url, pattern, text(given.username()), secret(given.password()), sshKey);
    }

    private Pattern pattern(String property, @Nullable String regex) {
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

    private Project.@Nullable Mlflow mlflow(String path, MlflowSettings given) {
        var uri = given.trackingUri();
        if (uri == null || uri.isBlank()) {
            if (!given.experiments().isEmpty()
                    || Stream.of(given.username(), given.password(), given.token(), given.versionTag())
                            .anyMatch(text -> !blank(text))) {
                mistake(path + ".tracking-uri", null, "expected an http(s) URL, or file: and an mlruns folder");
            }
            return null;
        }
        if (uri.startsWith("file:")) {
            folder(path + ".tracking-uri", uri, "an mlruns folder");
        } else {
            web(path + ".tracking-uri", uri, "expected http://host, https://host, or file: and an mlruns folder");
        }
        if (!blank(given.token()) && !(blank(given.username()) && blank(given.password()))) {
            mistake(path + ".token", null, "expected either a token or a username and password, not both");
        } else if (blank(given.username()) != blank(given.password())) {
            mistake(path + ".username", given.username(), "expected username and password together");
        }
        for (var i = 0; i < given.experiments().size(); i++) {
            if (blank(given.experiments().get(i))) {
                mistake(path + ".experiments[" + i + "]", given.experiments().get(i), "expected an experiment's name");
            }
        }
        var versionTag = given.versionTag();
        return new Project.Mlflow(
                uri,
                text(given.username()),
                secret(given.password()),
                secret(given.token()),
                List.copyOf(given.experiments()),
                versionTag == null || versionTag.isBlank() ? "version" : versionTag);
    }

    private Project.Dvc dvc(String path, DvcSettings given, Project.@Nullable Git git) {
        var remotes = new LinkedHashMap<String, Project.Remote>();
        given.remotes().forEach((name, remote) -> {
            var property = path + ".remotes." + name;
            if (remotes.put(Project.Dvc.normal(name), remote(property, remote)) != null) {
                mistake(property, null, "expected one entry a remote: names differ by more than case, - and _");
            }
        });
        var relativeTo = given.relativeTo();
        var folder = relativeTo == null || relativeTo.isBlank()
                ? repositoryFolder(git)
                : folder(path + ".relative-to", relativeTo, "a folder");
        return new Project.Dvc(remotes, folder);
    }

    private Map<String, String> names(String property, List<String> given) {
        var names = new LinkedHashMap<String, String>();
        for (var i = 0; i < given.size(); i++) {
            var equals = given.get(i).lastIndexOf('=');
            if (equals < 1 || equals == given.get(i).length() - 1) {
                mistake(property + "[" + i + "]", given.get(i), "expected file-key=mlflow-key, such as eval.rmse=rmse");
            } else {
                names.put(
                        given.get(i).substring(0, equals).strip(),
                        given.get(i).substring(equals + 1).strip());
            }
        }
        return names;
    }

    private Project.Remote remote(String path, RemoteSettings given) {
        var url = given.url();
        if (url != null && !url.isBlank()) {
            if (url.codePoints().anyMatch(Character::isISOControl)) {
                mistake(path + ".url", url, "expected no control characters");
            } else if (url.startsWith("/")) {
                resolved(path + ".url", url, Path.of(url), false);
            } else if (url.startsWith("http:") || url.startsWith("https:")) {
                web(path + ".url", url, "expected http://host/path or https://host/path");
            }
        }
        if (!blank(given.endpoint())) {
            web(path + ".endpoint", given.endpoint(), "expected http://host or https://host");
        }
        if (blank(given.accessKey()) != blank(given.secretKey())) {
            mistake(path + ".access-key", given.accessKey(), "expected access-key and secret-key together");
        }
        return new Project.Remote(
                text(url),
                text(given.accessKey()),
                secret(given.secretKey()),
                text(given.endpoint()),
                text(given.username()),
                secret(given.password()));
    }

    /// A bundle or a bare repository has no folder that relative urls could count from.
    private @Nullable Path repositoryFolder(Project.@Nullable Git git) {
        try {
            return git != null
                            && GitLocation.of(git.url()) instanceof GitLocation.Local(var path)
                            && Files.isDirectory(path)
                    ? fileRoots.resolve(path)
                    : null;
        } catch (SourceFailure | IllegalArgumentException e) {
            return null;
        }
    }

    private void web(String property, @Nullable String url, String expected) {
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

    private @Nullable Path folder(String property, String text, String what) {
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

    private @Nullable Path existing(String property, String text, Path path, String what) {
        var resolved = resolved(property, text, path, true);
        if (resolved != null && !Files.isReadable(resolved)) {
            mistake(property, text, "expected " + what + " that exists and can be read");
        }
        return resolved;
    }

    private @Nullable Path resolved(String property, String text, Path path, boolean sayHow) {
        try {
            return fileRoots.resolve(path);
        } catch (SourceFailure e) {
            mistake(property, text, "expected a path inside one of vigia.file-roots" + (sayHow ? ", after links" : ""));
            return null;
        }
    }

    private @Nullable Path file(String property, @Nullable String text) {
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

    private @Nullable Path dataDirectory(@Nullable String text) {
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

    private Duration duration(String property, String text) {
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

    private void mistake(String property, @Nullable String value, String expected) {
        mistakes.add(new SettingMistake(property, value, expected));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String text(@Nullable String text) {
        return blank(text) ? null : text;
    }

    private static @Nullable Secret secret(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new Secret(text);
    }
}
