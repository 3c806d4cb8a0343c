package dev.vigia.versions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which tags of a project are versions, and of what. The pattern may have groups named `artifact` and `version`
/// of its own; without them the names of GTO and plain versions are understood.
record VersionNaming(Pattern versionTags) {

    /// Raised when the same tags would be understood otherwise than before, so that stored ones are read again.
    private static final int RULES = 1;

    /// A longer name is not looked at: a pattern may take long on it, and no person would give it.
    private static final int LONGEST = 300;

    private static final Pattern COUNTER = Pattern.compile("#\\d+$");

    record Version(@Nullable String artifact, String version) {}

    /// Changes whenever the same tags may be understood otherwise.
    String rules() {
        return RULES + " " + versionTags.pattern();
    }

    Optional<Version> version(TagName tag) {
        String name = tag.value();
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher own = versionTags.matcher(name);
        if (!own.matches()) {
            return Optional.empty();
        }
        String version = group(own, "version");
        if (version != null) {
            return Optional.of(new Version(group(own, "artifact"), version));
        }
        Optional<GtoTag> gto = GtoTag.parse(name);
        if (gto.isPresent() && gto.get().action() == GtoTag.Action.REGISTER) {
            return Optional.of(
                    new Version(gto.get().artifact(), String.valueOf(gto.get().version())));
        }
        String plain = COUNTER.matcher(name).replaceFirst("");
        int at = plain.lastIndexOf('@');
        return Optional.of(
                at > 0 && at < plain.length() - 1
                        ? new Version(plain.substring(0, at).replace('=', ':'), plain.substring(at + 1))
                        : new Version(group(own, "artifact"), plain));
    }

    private @Nullable String group(Matcher matcher, String name) {
        if (!versionTags.namedGroups().containsKey(name)) {
            return null;
        }
        String value = matcher.group(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
