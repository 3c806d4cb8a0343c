package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.vigia.platform.ChangeTicker;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps an open screen in step with the change ticker for as long as it is attached.
public final class LiveUpdates {

    private final ChangeTicker ticker;
    private final Predicate<String> topics;
    private final Runnable refresh;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private @Nullable Runnable unsubscribe;

    private LiveUpdates(ChangeTicker ticker, Predicate<String> topics, Runnable refresh) {
        this.ticker = ticker;
        this.topics = topics;
        this.refresh = refresh;
    }

    /// @param topics which topics of the ticker concern the component
    /// @param refresh runs with the session locked; changes that come while one waits are one refresh
    public static void on(Component component, ChangeTicker ticker, Predicate<String> topics, Runnable refresh) {
        var updates = new LiveUpdates(ticker, topics, refresh);
        component.addAttachListener(attach -> updates.start(attach.getUI()));
        component.addDetachListener(detach -> updates.stop());
        component.getUI().ifPresent(updates::start);
    }

    private void start(UI ui) {
        stop();
        unsubscribe = ticker.subscribe(changed -> {
            if (changed.stream().anyMatch(topics) && waiting.compareAndSet(false, true)) {
                // A closed browser tab is no fault: the second action says so.
                ui.accessLater(this::refreshNow, () -> waiting.set(false)).run();
            }
        });
    }

    private void refreshNow() {
        waiting.set(false);
        if (unsubscribe != null) {
            refresh.run();
        }
    }

    private void stop() {
        if (unsubscribe != null) {
            unsubscribe.run();
            unsubscribe = null;
        }
    }
}
