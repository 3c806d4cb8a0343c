package dev.vigia.versions;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The web pages of a repository on a Git host whose addresses we know. Only ever makes `https` links, or `http`
/// where the repository's own url is that.
///
/// @param base without a slash at its end
record GitHost(String base, Kind kind) {

    enum Kind {
        GITHUB("/releases/tag/", "/commit/"),
        GITLAB("/-/tags/", "/-/commit/"),
        BITBUCKET("/src/", "/commits/"),
        GITEA("/src/tag/", "/commit/");

        private final String tag;
        private final String commit;

        Kind(String tag, String commit) {
            this.tag = tag;
            this.commit = commit;
        }
    }

    /// `user@host:path` as ssh takes it.
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?([^/:@]+):(?!//)(.+)");

    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");

    private static final Map<String, Kind> KNOWN = Map.of(
            "github.com", Kind.GITHUB,
            "gitlab.com", Kind.GITLAB,
            "bitbucket.org", Kind.BITBUCKET,
            "codeberg.org", Kind.GITEA,
            "gitea.com", Kind.GITEA);

    private static final Map<String, Kind> SELF_HOSTED =
            Map.of("github", Kind.GITHUB, "gitlab", Kind.GITLAB, "gitea", Kind.GITEA, "forgejo", Kind.GITEA);

    static Optional<GitHost> of(String url) {
        String scheme;
        String host;
        String path;
        int port = -1;
        Matcher scp = SCP.matcher(url);
        if (scp.matches() && !url.contains("://")) {
            scheme = "ssh";
            host = scp.group(1);
            path = scp.group(2);
        } else {
            try {
                URI uri = new URI(url);
                if (uri.getScheme() == null || uri.getHost() == null || uri.getPath() == null) {
                    return Optional.empty();
                }
                scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                host = uri.getHost();
                path = uri.getPath();
                port = uri.getPort();
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }
        boolean web = scheme.equals("https") || scheme.equals("http");
        String name = host.toLowerCase(Locale.ROOT);
        if (!web && !scheme.equals("ssh") || !HOST.matcher(name).matches()) {
            return Optional.empty();
        }
        String clean = path.replaceAll("^/+|/+$", "").replaceAll("\\.git$", "");
        // Nobody's web port follows from their ssh port.
        String authority = web && port > 0 ? name + ":" + port : name;
        return clean.isEmpty() || clean.contains("..")
                ? Optional.empty()
                : kind(name)
                        .map(kind ->
                                new GitHost((web ? scheme : "https") + "://" + authority + "/" + encoded(clean), kind));
    }

    String tag(String name) {
        return base + kind.tag + encoded(name);
    }

    String commit(String id) {
        return base + kind.commit + encoded(id);
    }

    private static Optional<Kind> kind(String host) {
        Kind known = KNOWN.get(host);
        // Self-hosted ones say what they are, but github.com.example says what it is not.
        boolean lookalike = KNOWN.keySet().stream().anyMatch(name -> host.startsWith(name + "."));
        return known != null || lookalike
                ? Optional.ofNullable(known)
                : Optional.ofNullable(SELF_HOSTED.get(host.substring(0, Math.max(0, host.indexOf('.')))));
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
