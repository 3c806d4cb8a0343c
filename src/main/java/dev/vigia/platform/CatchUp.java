package dev.vigia.platform;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works in the background on whatever it is asked for, one after another: who asks does not wait, and several
/// questions about one thing are one piece of work. What a crash or another replica left behind is found at start
/// and every few seconds, or as often as is said.
///
/// @param <K> what is worked on, such as a project
public final class CatchUp<K> {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration LEFTOVERS = Duration.ofSeconds(10);

    private final String name;
    private final Duration every;
    private final Supplier<? extends Set<K>> leftBehind;
    private final Consumer<K> work;
    private final LinkedBlockingQueue<Optional<K>> asked = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread thread;
    private boolean failing;

    /// @param name of the thread and in the log
    /// @param leftBehind what nobody asked for and is to be done all the same
    public CatchUp(String name, Supplier<? extends Set<K>> leftBehind, Consumer<K> work) {
        this(name, LEFTOVERS, leftBehind, work);
    }

    /// @param every how often to look for what was left behind
    public CatchUp(String name, Duration every, Supplier<? extends Set<K>> leftBehind, Consumer<K> work) {
        this.name = name;
        this.every = every;
        this.leftBehind = leftBehind;
        this.work = work;
    }

    public void ask(K key) {
        asked.add(Optional.of(key));
    }

    /// Looks for what was left behind now, instead of in a few seconds.
    public void askForLeftovers() {
        asked.add(Optional.empty());
    }

    public void start() {
        // Known before it runs: the loop ends when there is no thread.
        var worker = Thread.ofVirtual().name(name).unstarted(this::work);
        thread = worker;
        worker.start();
    }

    /// Waits for the piece of work that is being done.
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            // Never by an interrupt: it would close H2's file under everybody's hands.
            askForLeftovers();
            try {
                running.join(TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public boolean isRunning() {
        return thread != null;
    }

    private void work() {
        askForLeftovers();
        while (isRunning()) {
            try {
                var first = asked.poll(every.toMillis(), TimeUnit.MILLISECONDS);
                if (!isRunning()) {
                    return;
                }
                var wanted = new LinkedHashSet<K>();
                var everywhere = first == null;
                for (var next = first; next != null; next = asked.poll()) {
                    next.ifPresent(wanted::add);
                    everywhere |= next.isEmpty();
                }
                if (everywhere) {
                    wanted.addAll(leftBehind.get());
                }
                wanted.forEach(work);
                failing = false;
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException e) {
                // What was asked for is still marked: the next round tries again.
                if (!failing && isRunning()) {
                    LOG.warn("{}: work failed; trying again every {} s", name, every.toSeconds(), e);
                }
                failing = true;
            }
        }
    }
}
