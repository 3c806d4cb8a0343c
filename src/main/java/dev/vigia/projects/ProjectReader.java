package dev.vigia.projects;

import static dev.vigia.projects.SettingValues.blank;
import static dev.vigia.projects.SettingValues.secret;
import static dev.vigia.projects.SettingValues.text;

import dev.vigia.projects.VigiaSettings.DvcSettings;
import dev.vigia.projects.VigiaSettings.GitSettings;
import dev.vigia.projects.VigiaSettings.MlflowSettings;
import dev.vigia.projects.VigiaSettings.ProjectSettings;
import dev.vigia.projects.VigiaSettings.RemoteSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the settings as projects and notes every mistake on the way, instead of stopping at the first.
final class ProjectReader {

    private final List<Project> projects = new ArrayList<>();
    private final SettingValues values;
    private final @Nullable Path dataDirectory;
    private final Duration interval;
    private final Duration fullSweep;

    ProjectReader(VigiaSettings settings) {
        values = new SettingValues(settings.fileRoots());
        dataDirectory = values.dataDirectory(settings.dataDir());
        interval = values.duration("vigia.sync.interval", settings.sync().interval());
        fullSweep = values.duration("vigia.sync.full-sweep", settings.sync().fullSweep());
        if (fullSweep.compareTo(interval) < 0) {
            values.mistake(
                    "vigia.sync.full-sweep", settings.sync().fullSweep(), "expected at least vigia.sync.interval");
        }
        var keys = new TreeMap<String, Integer>();
        for (var i = 0; i < settings.projects().size(); i++) {
            read(i, settings.projects().get(i), keys);
        }
    }

    List<SettingMistake> mistakes() {
        return values.mistakes();
    }

    /// @throws InvalidSettingsException if there are mistakes
    WatchedProjects watched() {
        if (!values.mistakes().isEmpty() || dataDirectory == null) {
            throw new InvalidSettingsException(values.mistakes());
        }
        return new WatchedProjects(projects, values.fileRoots(), dataDirectory, interval, fullSweep);
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
        var driftArtifact =
                driftArtifact(path + ".drift.artifact-path", given.drift().artifactPath());
        var kpis = new Project.Kpis(
                new KpiReader(values).read(path + ".kpis", given.kpis()),
                baseline(path + ".baseline", given.baseline()));
        var signals = new SignalReader(values).read(path + ".signals", given.signals(), key);
        if (blank(given.git().url()) && blank(given.mlflow().trackingUri())) {
            values.mistake(path, null, "expected git.url, mlflow.tracking-uri or both: there is nothing to watch");
        }
        if (key != null) {
            var name = given.name();
            projects.add(new Project(
                    key,
                    name == null || name.isBlank() ? key.value() : name,
                    git,
                    mlflow,
                    dvc,
                    names,
                    kpis,
                    driftArtifact,
                    signals));
        }
    }

    private @Nullable String driftArtifact(String property, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        var path = given.strip();
        if (path.startsWith("/")
                || path.contains("\\")
                || Stream.of(path.split("/", -1))
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                || path.codePoints().anyMatch(Character::isISOControl)) {
            values.mistake(property, given, "expected a path below a run's artifacts, such as reports/drift.json");
        }
        return path;
    }

    private Project.BaselineRule baseline(String property, @Nullable String given) {
        return switch (given == null || given.isBlank() ? "last-whole" : given.strip()) {
            case "last-whole" -> Project.BaselineRule.LAST_WHOLE;
            case "last-stable" -> Project.BaselineRule.LAST_STABLE;
            case "none" -> Project.BaselineRule.NONE;
            default -> {
                values.mistake(property, given, "expected last-whole, last-stable or none");
                yield Project.BaselineRule.LAST_WHOLE;
            }
        };
    }

    private @Nullable ProjectKey key(String property, @Nullable String text, int index, Map<String, Integer> keys) {
        if (text == null || !ProjectKey.FORM.matcher(text).matches()) {
            values.mistake(
                    property, text, "expected lower-case letters, digits and dashes, at most 63, such as bankchurn");
            return null;
        }
        var other = keys.putIfAbsent(text, index);
        if (other != null) {
            values.mistake(property, text, "expected a key of its own: vigia.projects[" + other + "] has it already");
            return null;
        }
        return new ProjectKey(text);
    }

    private Project.@Nullable Git git(String path, GitSettings given) {
        var url = given.url();
        var pattern = values.pattern(path + ".version-tags", given.versionTags());
        var sshKey = values.file(path + ".ssh-key", given.sshKey());
        if (blank(url) || url == null) {
            if (Stream.of(given.versionTags(), given.username(), given.password(), given.sshKey())
                    .anyMatch(text -> !blank(text))) {
                values.mistake(path + ".url", null, GitLocation.EXPECTED);
            }
            return null;
        }
        try {
            if (GitLocation.of(url) instanceof GitLocation.Local(var local)) {
                values.existing(path + ".url", url, local, "a repository's folder or a bundle file");
            }
        } catch (IllegalArgumentException e) {
            values.mistake(path + ".url", url, String.valueOf(e.getMessage()));
        }
        if (blank(given.username()) && !blank(given.password()) && url.startsWith("http")) {
            values.mistake(
                    path + ".username", null, "expected a name, since git.password is given; many hosts take any");
        }
        return new Project.Git(url, pattern, text(given.username()), secret(given.password()), sshKey);
    }

    private Project.@Nullable Mlflow mlflow(String path, MlflowSettings given) {
        var uri = given.trackingUri();
        if (uri == null || uri.isBlank()) {
            if (!given.experiments().isEmpty()
                    || Stream.of(given.username(), given.password(), given.token(), given.versionTag())
                            .anyMatch(text -> !blank(text))) {
                values.mistake(path + ".tracking-uri", null, "expected an http(s) URL, or file: and an mlruns folder");
            }
            return null;
        }
        if (uri.startsWith("file:")) {
            values.folder(path + ".tracking-uri", uri, "an mlruns folder");
        } else {
            values.web(
                    path + ".tracking-uri", uri, "expected http://host, https://host, or file: and an mlruns folder");
        }
        if (!blank(given.token()) && !(blank(given.username()) && blank(given.password()))) {
            values.mistake(path + ".token", null, "expected either a token or a username and password, not both");
        } else if (blank(given.username()) != blank(given.password())) {
            values.mistake(path + ".username", given.username(), "expected username and password together");
        }
        for (var i = 0; i < given.experiments().size(); i++) {
            if (blank(given.experiments().get(i))) {
                values.mistake(
                        path + ".experiments[" + i + "]", given.experiments().get(i), "expected an experiment's name");
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
                values.mistake(property, null, "expected one entry a remote: names differ by more than case, - and _");
            }
        });
        var relativeTo = given.relativeTo();
        var folder = relativeTo == null || relativeTo.isBlank()
                ? repositoryFolder(git)
                : values.folder(path + ".relative-to", relativeTo, "a folder");
        return new Project.Dvc(remotes, folder);
    }

    private Map<String, String> names(String property, List<String> given) {
        var names = new LinkedHashMap<String, String>();
        for (var i = 0; i < given.size(); i++) {
            var equals = given.get(i).lastIndexOf('=');
            if (equals < 1 || equals == given.get(i).length() - 1) {
                values.mistake(
                        property + "[" + i + "]", given.get(i), "expected file-key=mlflow-key, such as eval.rmse=rmse");
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
                values.mistake(path + ".url", url, "expected no control characters");
            } else if (url.startsWith("/")) {
                values.resolved(path + ".url", url, Path.of(url), false);
            } else if (url.startsWith("http:") || url.startsWith("https:")) {
                values.web(path + ".url", url, "expected http://host/path or https://host/path");
            }
        }
        if (!blank(given.endpoint())) {
            values.web(path + ".endpoint", given.endpoint(), "expected http://host or https://host");
        }
        if (blank(given.accessKey()) != blank(given.secretKey())) {
            values.mistake(path + ".access-key", given.accessKey(), "expected access-key and secret-key together");
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
                    ? values.fileRoots().resolve(path)
                    : null;
        } catch (SourceFailure | IllegalArgumentException e) {
            return null;
        }
    }
}
