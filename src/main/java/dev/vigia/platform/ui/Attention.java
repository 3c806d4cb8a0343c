package dev.vigia.platform.ui;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Port: a feature says on the overview what needs a person now. Nothing else belongs there.
public interface Attention {

    /// Worst first. Asked with the session locked whenever one of its topics moves, so it must be quick.
    List<Need> needs();

    /// When the last thing was over that had needed somebody; null if nobody knows.
    @Nullable
    Instant quietSince();

    /// Whether a topic of the change ticker may change the answer.
    boolean concerns(String topic);

    /// One thing that needs somebody.
    ///
    /// @param word what kind of trouble it is, such as `Critical`
    /// @param title as a person would say it
    /// @param detail what else one must know to decide whether to go there
    /// @param since when it began; null if that says nothing
    /// @param action on the button
    /// @param address where the button leads, relative to the application's root
    record Need(
            Tone tone,
            String word,
            String title,
            String detail,
            @Nullable Instant since,
            String action,
            String address) {}
}
