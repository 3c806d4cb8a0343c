package dev.vigia.runs.mlflow;

import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.RunSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a long span of runs as several windows side by side. A reader that is through with its window takes the
/// later half of the one with most left, so that runs crowded into a short time are shared out as well.
final class Windows {

    interface Search {
        RunsPayload page(Window window) throws SourceFailure;
    }

    private final int readers;
    private final List<Window> waiting = new ArrayList<>();
    private final List<Window> busy = new ArrayList<>();

    Windows(int readers) {
        this.readers = readers;
    }

    /// @param from first start in milliseconds
    /// @param to the first that is not wanted any more
    void read(Search search, long from, long to, RunSource.Pages pages) throws SourceFailure {
        long step = Math.max(1, (to - from + readers - 1) / readers);
        for (long begin = from; begin < to; begin += step) {
            waiting.add(new Window(RunColumn.STARTED, begin, Math.min(to, begin + step)));
        }
        SideBySide.stream(readers, hand -> reader(search, hand), pages::page);
    }

    private void reader(Search search, SideBySide.Hand hand) throws SourceFailure, InterruptedException {
        for (var window = take(); window != null; window = take()) {
            try {
                while (!window.isDone()) {
                    var page = search.page(window.snapshot());
                    synchronized (this) {
                        window.advance(page);
                        notifyAll();
                    }
                    hand.over(page.facts());
                }
            } finally {
                synchronized (this) {
                    busy.remove(window);
                    notifyAll();
                }
            }
        }
    }

    /// Waits while others may still have something to share.
    private synchronized @Nullable Window take() throws InterruptedException {
        while (true) {
            if (!waiting.isEmpty()) {
                var window = waiting.removeFirst();
                busy.add(window);
                return window;
            }
            var longest = busy.stream().filter(Window::isShareable).max(Comparator.comparingLong(Window::left));
            if (longest.isPresent()) {
                var half = longest.get().laterHalf();
                busy.add(half);
                return half;
            }
            if (busy.isEmpty()) {
                return null;
            }
            wait();
        }
    }

    /// A span of time that is read page by page from its beginning. Each page starts at the time where the last one
    /// ended, so that runs which come and go meanwhile shift nothing; only runs of one and the same millisecond are
    /// paged by MLflow's own offset.
    static final class Window {

        private final RunColumn column;
        private long from;
        private long to;
        private @Nullable String token;
        private boolean done;
        private boolean full;

        Window(RunColumn column, long from, long to) {
            this.column = column;
            this.from = from;
            this.to = to;
        }

        RunColumn column() {
            return column;
        }

        String filter() {
            var filter = column.attribute() + " >= " + from;
            return to == Long.MAX_VALUE ? filter : filter + " AND " + column.attribute() + " < " + to;
        }

        @Nullable
        String token() {
            return token;
        }

        boolean isDone() {
            return done;
        }

        void advance(RunsPayload page) {
            full = page.hasMore();
            if (!page.hasMore() || page.runs() == null || page.runs().isEmpty()) {
                done = true;
                return;
            }
            var info = page.runs().getLast().info();
            var last = info == null ? null : column.of(info);
            if (last != null && last > from) {
                from = last;
                token = null;
                done = from >= to;
            } else {
                token = page.nextPageToken();
            }
        }

        private Window snapshot() {
            var copy = new Window(column, from, to);
            copy.token = token;
            return copy;
        }

        /// Only where a full page showed that there is more.
        private boolean isShareable() {
            return full && !done && left() > 1;
        }

        private long left() {
            return to - from;
        }

        private Window laterHalf() {
            var half = new Window(column, from + left() / 2, to);
            to = half.from;
            return half;
        }
    }
}
