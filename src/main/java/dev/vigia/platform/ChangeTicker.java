package dev.vigia.platform;

import java.util.Set;
import java.util.function.Consumer;

/// Tells open screens, on every replica, that something changed. A counter per topic in the database is
/// raised in the transaction that made the change and polled by each replica.
public interface ChangeTicker {

    /// Raises the topic's counter; takes part in the caller's transaction.
    void changed(String topic);

    /// Calls the listener with the topics that moved since the last call, at most twice a second.
    ///
    /// @return ends the subscription when run; safe to run twice
    Runnable subscribe(Consumer<Set<String>> listener);
}
