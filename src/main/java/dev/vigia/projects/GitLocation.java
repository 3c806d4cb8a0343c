package dev.vigia.projects;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a Git repository is. Everything that is not one of the forms below is refused: helpers such as `ext::`
/// run commands, `git://` knows no identity, and a leading dash is an option to somebody's `ssh`.
///
/// @see "src/docs/decisions/0002-which-git-urls-are-taken.md"
public sealed interface GitLocation {

    /// @param url `https://`, `http://`, `ssh://` or `user@host:path`
    record Remote(String url) implements GitLocation {

        /// As a URI, the short ssh form too; for the outbound check.
        public URI uri() {
            var scp = Form.SCP.matcher(url);
            if (!url.contains("://") && scp.matches()) {
                return URI.create("ssh://" + scp.group("host"));
            }
            return URI.create(url);
        }
    }

    /// @param path a repository's folder or a bundle file; not checked against the file roots yet
    record Local(Path path) implements GitLocation {}

    String EXPECTED = "expected https://host/path, ssh://user@host/path, user@host:path, or an absolute path or file:"
            + " URL inside one of vigia.file-roots";

    /// @throws IllegalArgumentException with a sentence for people if the url has none of the forms taken
    static GitLocation of(String url) {
        if (url.isBlank() || url.startsWith("-") || url.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        var scheme = Form.SCHEME.matcher(url);
        if (scheme.lookingAt()) {
            return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
                case "https", "http", "ssh" -> remote(url);
                case "file" -> new Local(FileRoots.path(url));
                default -> throw new IllegalArgumentException(EXPECTED);
            };
        }
        // After the schemes: the addresses of IPv6 have two colons as well.
        if (url.contains("::")) {
            throw new IllegalArgumentException(EXPECTED + "; Git's remote helpers are never run");
        }
        if (url.startsWith("file:")) {
            return new Local(FileRoots.path(url));
        }
        if (Form.SCP.matcher(url).matches()) {
            return new Remote(url);
        }
        return local(url);
    }

    private static GitLocation remote(String url) {
        try {
            var uri = new URI(url);
            var user = uri.getRawUserInfo();
            var web = !"ssh".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() == null || uri.getHost().startsWith("-")) {
                throw new IllegalArgumentException("expected a host name after " + uri.getScheme() + "://");
            }
            if (user != null && (web || user.contains(":") || user.startsWith("-"))) {
                throw new IllegalArgumentException(
                        "put the name and password into git.username and git.password instead of the URL");
            }
            return new Remote(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
    }

    private static GitLocation local(String url) {
        try {
            var path = Path.of(url);
            if (path.isAbsolute()) {
                return new Local(path);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    /// Patterns are compiled once; an interface can hold them only in a class.
    final class Form {
        private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://");
        private static final Pattern SCP = Pattern.compile(
                "(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*@)?(?<host>[A-Za-z0-9][A-Za-z0-9.-]+):(?![/\\\\]{2}|-).+");

        private Form() {}
    }
}
