package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A moment as "5 h ago" that goes on ticking in the browser, with the absolute time and its zone on hover.
@Tag("vigia-time")
public class RelativeTime extends Component {

    /// @param at null shows a dash
    public RelativeTime(@Nullable Instant at) {
        setTime(at);
    }

    public final void setTime(@Nullable Instant at) {
        if (at == null) {
            getElement().removeAttribute("datetime");
            getElement().setText("–");
        } else {
            getElement().setText("");
            getElement().setAttribute("datetime", at.toString());
        }
    }

    /// Just "5 h", for narrow columns.
    public RelativeTime brief() {
        getElement().setAttribute("brief", true);
        return this;
    }
}
