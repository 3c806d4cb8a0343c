package dev.vigia.drift.cli;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// One line on a terminal that says how far the work is; nothing elsewhere.
final class Progress {

    private static final String BACK = "\r\033[K";

    private final long whole;
    private final boolean visible;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong shown = new AtomicLong(-1);

    Progress(long whole, boolean visible) {
        this.whole = Math.max(whole, 1);
        this.visible = visible;
    }

    /// For one reader, which tells how much of its own file it has read.
    LongConsumer part() {
        var before = new AtomicLong();
        return now -> {
            // A file that is read a second time starts again at 0.
            long added = Math.max(now - before.getAndSet(now), 0);
            long percent = Math.min(read.addAndGet(added) * 100 / whole, 100);
            if (shown.getAndSet(percent) != percent) {
                show("Reading " + percent + " %");
            }
        };
    }

    void show(String text) {
        if (visible) {
            System.err.print(BACK + text);
            System.err.flush();
        }
    }

    void clear() {
        if (visible) {
            System.err.print(BACK);
            System.err.flush();
        }
    }
}
