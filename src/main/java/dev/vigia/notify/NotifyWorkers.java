package dev.vigia.notify;

import dev.vigia.platform.CatchUp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Sends in the background, to each receiver on its own: one that does not answer holds up no other.
@Component
@ConditionalOnProperty(name = "vigia.jobs.enabled", matchIfMissing = true)
class NotifyWorkers implements SmartLifecycle {

    private final Addressees addressees;
    private final Outbox outbox;
    private final Sending sending;
    private volatile Map<String, CatchUp<String>> workers = Map.of();
    private volatile boolean running;

    NotifyWorkers(Addressees addressees, Outbox outbox, Sending sending) {
        this.addressees = addressees;
        this.outbox = outbox;
        this.sending = sending;
    }

    @Override
    public void start() {
        sending.start();
        var started = new LinkedHashMap<String, CatchUp<String>>();
        for (Receiver receiver : addressees.receivers()) {
            var name = receiver.name();
            // It has no one key: what is due is looked for each time.
            var worker = new CatchUp<String>("notify-" + name, () -> Set.of(name), sending::drain);
            started.put(name, worker);
            worker.start();
        }
        workers = started;
        outbox.onStored(
                receiver -> Objects.requireNonNull(started.get(receiver)).askForLeftovers());
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        outbox.onStored(receiver -> {});
        sending.stop();
        workers.values().forEach(CatchUp::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
