package dev.vigia.alerts;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One look at how things are, soon, however often it is asked for meanwhile. On a thread of its own, for the
/// transaction whose end asks for it can take no more statements.
final class SoonLook {

    private static final Logger LOG = LoggerFactory.getLogger(SoonLook.class);

    private final String name;
    private final Runnable look;
    private final AtomicBoolean asked = new AtomicBoolean();

    SoonLook(String name, Runnable look) {
        this.name = name;
        this.look = look;
    }

    void ask() {
        if (asked.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(() -> {
                try {
                    now();
                } catch (RuntimeException e) {
                    LOG.warn("{}: what is so is not on the board yet; the next look makes up for it", name, e);
                }
            });
        }
    }

    /// One at a time; whoever asks meanwhile is answered by one more.
    synchronized void now() {
        asked.set(false);
        look.run();
    }
}
