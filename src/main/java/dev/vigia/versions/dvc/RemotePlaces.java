package dev.vigia.versions.dvc;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.Secret;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.dvc.RemotePlace.Folder;
import dev.vigia.versions.dvc.RemotePlace.Nowhere;
import dev.vigia.versions.dvc.RemotePlace.S3;
import dev.vigia.versions.dvc.RemotePlace.Web;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds where a tag's remote is: by the `.dvc/config` of that tag, with our settings over it.
final class RemotePlaces {

    private static final Pattern SCHEME = Pattern.compile("(\\w[\\w+.-]*)://(.*)", Pattern.DOTALL);
    private static final int MAX_HOPS = 5;

    private final Project.Dvc settings;

    RemotePlaces(Project.Dvc settings) {
        this.settings = settings;
    }

    RemotePlace find(DvcProject project, @Nullable String name) {
        if (name == null) {
            return new Nowhere(
                    "remote-unknown",
                    project.problem() == null
                            ? "no default remote in " + configFile(project)
                            : configFile(project) + " cannot be read: " + project.problem());
        }
        return find(project, name, MAX_HOPS);
    }

    private RemotePlace find(DvcProject project, String name, int hops) {
        Map<String, String> options = new LinkedHashMap<>(project.remotes().getOrDefault(name, Map.of()));
        Project.Remote ours = settings.remote(name).orElse(null);
        boolean overridden = ours != null && ours.url() != null;
        String url = overridden && ours != null ? ours.url() : options.get("url");
        if (url == null || url.isBlank()) {
            return new Nowhere(
                    "remote-unknown",
                    project.problem() == null
                            ? configFile(project) + " has no url for the remote " + name
                            : configFile(project) + " cannot be read: " + project.problem());
        }
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            return overridden && url.startsWith("file:")
                    ? folder(url.substring("file:".length()))
                    : path(project, name, url, overridden);
        }
        return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
            case "remote" -> behind(project, scheme.group(2), hops);
            case "s3" -> s3(scheme.group(2), options, ours);
            case "http", "https" -> web(url, ours);
            case "file" ->
                overridden
                        ? folder(scheme.group(2))
                        : new Nowhere(
                                "remote-unknown",
                                "DVC takes " + url + " for a folder of that name; give a path instead");
            default ->
                new Nowhere("remote-unsupported", "remotes of the kind " + scheme.group(1) + ":// are not asked");
        };
    }

    /// `remote://other/sub` is a folder in another remote of the same configuration.
    private RemotePlace behind(DvcProject project, String rest, int hops) {
        if (hops == 0) {
            return new Nowhere("remote-unknown", "its url leads from remote to remote without end");
        }
        int slash = rest.indexOf('/');
        String name = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
        String sub = slash < 0 ? "" : trimmed(rest.substring(slash + 1));
        RemotePlace other = find(project, name, hops - 1);
        if (sub.isEmpty()) {
            return other;
        }
        if (!Children.isSafe(sub)) {
            return new Nowhere("remote-unknown", "its url leads out of the remote " + name);
        }
        return switch (other) {
            case Folder folder -> new Folder(folder.root().resolve(sub));
            case Web web -> web(web.url() + "/" + sub, web.username(), web.password());
            case S3 s3 ->
                new S3(
                        s3.bucket(),
                        Paths.join(s3.prefix(), sub),
                        s3.endpoint(),
                        s3.region(),
                        s3.accessKey(),
                        s3.secretKey());
            case Nowhere nowhere -> nowhere;
        };
    }

    private RemotePlace path(DvcProject project, String name, String url, boolean overridden) {
        if (url.startsWith("/")) {
            return folder(url);
        }
        if (url.startsWith("~")) {
            return new Nowhere(
                    "remote-unknown",
                    url + " is in the home of whoever runs DVC; give its url in dvc.remotes." + name + ".url");
        }
        Path base = settings.relativeTo();
        if (base == null) {
            return new Nowhere(
                    "remote-unknown",
                    "its url " + url + " is relative; say from which folder with dvc.relative-to, or give its url in"
                            + " dvc.remotes." + name + ".url");
        }
        try {
            Path from = overridden ? base : base.resolve(project.folder()).resolve(".dvc");
            return new Folder(from.resolve(url).normalize());
        } catch (InvalidPathException e) {
            return new Nowhere("remote-unknown", "its url is not a path");
        }
    }

    private static RemotePlace folder(String text) {
        try {
            return new Folder(FileRoots.path(text).normalize());
        } catch (IllegalArgumentException e) {
            return new Nowhere("remote-unknown", "its url is not the path of a folder");
        }
    }

    private static RemotePlace web(String url, Project.@Nullable Remote ours) {
        return web(url, ours == null ? null : ours.username(), ours == null ? null : ours.password());
    }

    private static RemotePlace web(String url, @Nullable String username, @Nullable Secret password) {
        try {
            URI uri = new URI(trimmed(url));
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return new Nowhere("remote-unknown", "its url is not http(s)://host/path without a user in it");
            }
            return new Web(uri, username, password);
        } catch (URISyntaxException e) {
            return new Nowhere("remote-unknown", "its url is not a valid one");
        }
    }

    private static RemotePlace s3(String rest, Map<String, String> options, Project.@Nullable Remote ours) {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : trimmed(rest.substring(slash + 1));
        if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,62}")) {
            return new Nowhere("remote-unknown", "its url names no bucket");
        }
        String endpoint = ours != null && ours.endpoint() != null ? ours.endpoint() : options.get("endpointurl");
        boolean own = ours != null && ours.accessKey() != null;
        String secret = options.get("secret_access_key");
        try {
            return new S3(
                    bucket,
                    prefix,
                    endpoint == null ? null : new URI(trimmed(endpoint)),
                    options.get("region"),
                    own && ours != null ? ours.accessKey() : options.get("access_key_id"),
                    own && ours != null ? ours.secretKey() : secret == null ? null : new Secret(secret));
        } catch (URISyntaxException e) {
            return new Nowhere("remote-unknown", "its endpoint is not a valid url");
        }
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String configFile(DvcProject project) {
        return Paths.join(project.folder(), ".dvc/config");
    }
}
