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
    private @Nullable UI ui;
    private @Nullable Runnable unsubscribe;

    private LiveUpdates(ChangeTicker ticker, Predicate<String> topics, Runnable refresh) {
        this.ticker = ticker;
        this.topics = topics;
        this.refresh = refresh;
    }

    /// Listens from now on, so call it before the first reading: a change between the reading and the moment in
    /// which the screen is attached would else be lost.
    ///
    /// @param topics which topics of the ticker concern the component
    /// @param refresh runs with the session locked; changes that come while one waits are one refresh
    public static void on(Component component, ChangeTicker ticker, Predicate<String> topics, Runnable refresh) {
        var updates = new LiveUpdates(ticker, topics, refresh);
        component.addAttachListener(attach -> updates.start(attach.getUI()));
        component.addDetachListener(detach -> updates.stop());
        var current = component.getUI().orElse(UI.getCurrent());
        if (current != null) {
            updates.start(current);
            current.beforeClientResponse(current, response -> updates.stopUnless(component.isAttached()));
        }
    }

    private void start(UI open) {
        if (unsubscribe != null && open.equals(ui)) {
            return;
        }
        stop();
        ui = open;
        unsubscribe = ticker.subscribe(changed -> {
            if (changed.stream().anyMatch(topics) && waiting.compareAndSet(false, true)) {
                // A closed browser tab is no fault: the second action says so.
                open.accessLater(this::refreshNow, () -> waiting.set(false)).run();
            }
        });
    }

    /// A screen that was made and then not shown, such as one that forwards to another.
    private void stopUnless(boolean attached) {
        if (!attached) {
            stop();
        }
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
            ui = null;
        }
    }
}
