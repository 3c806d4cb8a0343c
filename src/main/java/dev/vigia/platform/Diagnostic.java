package dev.vigia.platform;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Port: one part of what `./vigia doctor` looks at. It asks, and changes nothing, neither here nor at a source.
public interface Diagnostic {

    /// Looks; may take as long as the part's own timeouts.
    ///
    /// @return in the order in which a person should read them; empty if there is nothing of this part
    /// @throws RuntimeException if it cannot look; that is a finding too
    List<Finding> look();

    /// What the findings are about, such as `Runs`.
    String part();

    /// Web servers it asks, whose clocks are compared with ours.
    default List<URI> servers() {
        return List.of();
    }

    enum Level {
        OK,
        /// Worth knowing, and no fault.
        NOTE,
        WRONG
    }

    /// @param what within the part, such as a project's key; empty for all of it
    /// @param said one sentence, without secrets
    /// @param next what to do about it; null where there is nothing to do
    record Finding(
            String what, Level level, String said, @Nullable String next) {

        public static Finding ok(String what, String said) {
            return new Finding(what, Level.OK, said, null);
        }

        public static Finding note(String what, String said, @Nullable String next) {
            return new Finding(what, Level.NOTE, said, next);
        }

        public static Finding wrong(String what, String said, @Nullable String next) {
            return new Finding(what, Level.WRONG, said, next);
        }
    }
}
