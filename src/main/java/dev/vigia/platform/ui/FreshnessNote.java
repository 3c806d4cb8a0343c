package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Port: how fresh what is shown is, for the foot of the navigation.
public interface FreshnessNote {

    Note note();

    boolean concerns(String topic);

    /// The screen that tells more.
    Class<? extends Component> details();

    /// @param words such as `3 sources fresh`
    /// @param at since when; null leaves the time out
    record Note(Tone tone, String words, @Nullable Instant at) {}
}
