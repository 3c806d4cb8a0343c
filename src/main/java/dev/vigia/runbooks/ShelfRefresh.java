package dev.vigia.runbooks;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks at the places of runbooks again and again. In every instance, for each has the library in its memory.
@Component
class ShelfRefresh implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ShelfRefresh.class);

    private final Shelves shelves;
    private final RunbookSettings settings;
    private @Nullable ScheduledExecutorService timer;

    ShelfRefresh(Shelves shelves, RunbookSettings settings) {
        this.shelves = shelves;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (timer == null && shelves.canChange()) {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("runbooks").daemon().factory());
            var pause = settings.refresh().toMillis();
            timer.scheduleWithFixedDelay(this::refresh, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void refresh() {
        try {
            shelves.refresh();
        } catch (RuntimeException e) {
            LOG.warn("The runbooks cannot be looked at for changes now", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
