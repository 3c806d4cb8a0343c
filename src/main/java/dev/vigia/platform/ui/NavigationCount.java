package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;

/// Port: a feature says at its navigation entry how many things there need someone. A bean per view.
public interface NavigationCount {

    /// The view whose entry carries the count.
    Class<? extends Component> view();

    /// Asked with the session locked whenever one of its topics moves, so it must be quick.
    Count count();

    /// Whether a topic of the change ticker may change the count.
    boolean concerns(String topic);

    /// @param number zero shows nothing
    /// @param meaning such as `4 versions with problems`, for the tooltip and for screen readers
    record Count(long number, Tone tone, String meaning) {}
}
