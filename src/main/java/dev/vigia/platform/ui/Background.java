package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What takes long, such as asking a peer, is done beside the screen, so that the screen stays usable.
public final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /// @param work runs without the session's lock, and without knowing who is signed in
    /// @param then is given its result, with the session locked; not called if the component is gone by then
    /// @param failed is given what it threw, likewise
    public static <T> void run(Component owner, Callable<T> work, Consumer<T> then, Consumer<Exception> failed) {
        var ui = owner.getUI().orElseGet(UI::getCurrentOrThrow);
        Thread.ofVirtual().name("beside-the-screen").start(() -> {
            Runnable shown;
            try {
                var result = work.call();
                shown = () -> then.accept(result);
            } catch (Exception e) {
                LOG.debug("Work beside the screen failed", e);
                shown = () -> failed.accept(e);
            }
            var show = shown;
            // A closed browser tab is no fault: the second action says so.
            ui.accessLater(
                            () -> {
                                if (owner.isAttached()) {
                                    show.run();
                                }
                            },
                            () -> {})
                    .run();
        });
    }
}
