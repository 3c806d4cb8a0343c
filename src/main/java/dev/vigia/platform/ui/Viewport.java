package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How wide the window is, for what style sheets cannot do: which columns a grid has.
public final class Viewport {

    /// Up to this many CSS pixels a screen is a phone's; `styles.css` has the same number.
    static final int NARROW = 720;

    private final Consumer<Boolean> onNarrow;
    private @Nullable Registration resizing;

    private Viewport(Consumer<Boolean> onNarrow) {
        this.onNarrow = onNarrow;
    }

    /// @param onNarrow is told when the component is attached and whenever the window is resized
    public static void onNarrow(Component component, Consumer<Boolean> onNarrow) {
        var viewport = new Viewport(onNarrow);
        component.addAttachListener(attach -> viewport.start(attach.getUI()));
        component.addDetachListener(detach -> viewport.stop());
    }

    private void start(UI ui) {
        tell(ui.getPage().getExtendedClientDetails().getWindowInnerWidth());
        resizing = ui.getPage().addBrowserWindowResizeListener(resize -> tell(resize.getWidth()));
    }

    private void stop() {
        if (resizing != null) {
            resizing.remove();
            resizing = null;
        }
    }

    /// @param width not positive while it is not known
    private void tell(int width) {
        if (width > 0) {
            onNarrow.accept(width <= NARROW);
        }
    }
}
