package dev.vigia.notify;

import dev.vigia.notify.Receiver.Kind;
import java.util.Set;

/// Port: a way to tell somebody something.
public interface Channel {

    Set<Kind> kinds();

    /// Waits for the answer, but not for long.
    Answer send(Receiver receiver, Message message);

    /// Finds out whether telling would work, and writes as little as that needs.
    default Answer test(Receiver receiver, Message message) {
        return send(receiver, message);
    }
}
