package dev.vigia.runbooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a link of a document leads.
sealed interface LinkTarget {

    record Outside(String url) implements LinkTarget {}

    /// @param path of a screen, without the leading slash
    record Inside(String path) implements LinkTarget {}

    /// The link's text stays, as text.
    record Nowhere(String why) implements LinkTarget {}

    /// Patterns are compiled once; an interface can hold them only in a class.
    final class Form {
        private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
        private static final Pattern PATH = Pattern.compile("[\\w./ -]*", Pattern.UNICODE_CHARACTER_CLASS);
        private static final Pattern ANCHOR = Pattern.compile("[\\w.-]*", Pattern.UNICODE_CHARACTER_CLASS);
        private static final Pattern MAIL = Pattern.compile("(?i)mailto:[\\w.+-]+@[\\w.-]+");

        private Form() {}
    }

    /// @param address as the document gives it
    /// @param from the name of the document that gives it
    static LinkTarget of(String address, Document from, Shelf shelf) {
        if (address.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
            return new Nowhere("holds control characters");
        }
        if (Form.SCHEME.matcher(address).matches() || address.startsWith("//")) {
            return web(address);
        }
        var hash = address.indexOf('#');
        var path = hash < 0 ? address : address.substring(0, hash);
        var anchor = hash < 0 ? "" : address.substring(hash + 1);
        if (!Form.PATH.matcher(path).matches() || !Form.ANCHOR.matcher(anchor).matches()) {
            return new Nowhere("is no plain path");
        }
        return path.isEmpty() ? section(from, anchor) : relative(path, anchor, from, shelf);
    }

    /// Where a link of a text leads that is in no library.
    static LinkTarget outside(String address) {
        return address.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')
                ? new Nowhere("holds control characters")
                : web(address);
    }

    private static LinkTarget web(String address) {
        if (Form.MAIL.matcher(address).matches()) {
            return new Outside(address);
        }
        try {
            // A placeholder may stand in what is asked of a server, never in its name.
            var uri = new URI(address.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20"));
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && uri.getRawUserInfo() == null && scheme.matches("https?")) {
                return new Outside(uri.toString());
            }
        } catch (URISyntaxException e) {
            return new Nowhere("is no address");
        }
        return new Nowhere("leads neither to a web page nor into the library");
    }

    private static LinkTarget relative(String path, String anchor, Document from, Shelf shelf) {
        var parts = new ArrayDeque<String>();
        if (!path.startsWith("/")) {
            var folder = from.file().path();
            addAll(parts, folder.substring(0, Math.max(0, folder.lastIndexOf('/'))));
        }
        if (!addAll(parts, path)) {
            return new Nowhere("leads out of the library");
        }
        var name = Document.nameOf(String.join("/", parts));
        if (name.equalsIgnoreCase(Shelf.INDEX)) {
            return new Inside("runbooks");
        }
        return shelf.named(name)
                .map(target -> section(target, anchor))
                .orElseGet(() -> new Nowhere("is not in the library"));
    }

    /// @return false if it leads above the top
    private static boolean addAll(ArrayDeque<String> parts, String path) {
        for (var part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return false;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return true;
    }

    private static LinkTarget section(Document target, String anchor) {
        var page = "runbooks/" + target.runbook().name();
        if (anchor.isEmpty()) {
            return new Inside(page);
        }
        return target.parsed().sections().stream()
                        .anyMatch(section -> section.anchor().equals(anchor))
                ? new Inside(page + "#" + HtmlCleaner.ID_PREFIX + anchor)
                : new Nowhere("has no heading " + anchor);
    }
}
