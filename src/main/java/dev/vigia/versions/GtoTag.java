package dev.vigia.versions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tag name read as one of GTO's actions. Whether it counts as an action is up to the tag being annotated.
///
/// @param artifact as GTO shows it: an artifact of a folder is written `folder:name`, in the tag `folder=name`
/// @param version of a registration or its cancellation, such as `v1.2.3`
/// @param stage of an assignment or its cancellation
/// @param counter 0 where the simple form has none
record GtoTag(
        Action action,
        String artifact,
        @Nullable String version,
        @Nullable String stage,
        long counter) {

    /// In the order in which actions of the same second are taken.
    enum Action {
        CREATE,
        REGISTER,
        ASSIGN,
        UNASSIGN,
        DEREGISTER,
        DEPRECATE
    }

    private static final String NAME = "[a-zA-Z0-9](?:[a-zA-Z0-9-/_]*[a-zA-Z0-9])?";

    private static final String NUMBER = "(?:0|[1-9]\\d*)";

    private static final String SEMVER = NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:-[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?";

    private static final Pattern FORM = Pattern.compile("(?<artifact>(?:[a-zA-Z0-9-_./]+=)?" + NAME + ")"
            + "(?:(?:#(?<stage>" + NAME + ")|@(?<version>v" + SEMVER + "))(?<cancel>!?)"
            + "|@(?<word>deprecated|created))(?:#(?<counter>\\d{1,18}))?");

    static Optional<GtoTag> parse(String name) {
        if (name.indexOf('@') < 0 && name.indexOf('#') < 0) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean cancelled = "!".equals(form.group("cancel"));
        Action action;
        if (form.group("version") != null) {
            action = cancelled ? Action.DEREGISTER : Action.REGISTER;
        } else if (form.group("stage") != null) {
            action = cancelled ? Action.UNASSIGN : Action.ASSIGN;
        } else {
            action = "created".equals(form.group("word")) ? Action.CREATE : Action.DEPRECATE;
        }
        String counter = form.group("counter");
        return Optional.of(new GtoTag(
                action,
                form.group("artifact").replace('=', ':'),
                form.group("version"),
                form.group("stage"),
                counter == null ? 0 : Long.parseLong(counter)));
    }
}
