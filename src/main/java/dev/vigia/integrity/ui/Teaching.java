package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.NativeButton;
import dev.vigia.platform.ui.EmptyState;

/// What the Integrity screen says when it has nothing to show.
final class Teaching {

    private Teaching() {}

    static EmptyState noVersion() {
        return new EmptyState(
                        "No version tag yet",
                        "A version is a Git tag such as v1.2.0, and the run that made it carries the same name. Release"
                                + " the first one; it shows up here with the next sync.")
                .withSnippet("""
                        git tag -a v1.0.0 -m "First release"
                        dvc push && git push --tags
                        # in Python, with the id of the run that made it
                        MlflowClient().set_tag(run_id, "version", "v1.0.0")""");
    }

    static EmptyState nothingMatches(Runnable onClear) {
        return new EmptyState("Nothing matches", "No version fits all of these filters.")
                .with(button("Clear all filters", onClear));
    }

    static EmptyState allInOrder(long versions, Runnable onShow) {
        return new EmptyState(
                        "Nothing needs anyone",
                        IntegrityWords.plural(versions, "version is", "versions are")
                                + " in order: tag, data and run are one and the same thing.")
                .with(button("Show them", onShow));
    }

    private static NativeButton button(String label, Runnable action) {
        var button = new NativeButton(label, click -> action.run());
        button.addClassName("button");
        button.getElement().setAttribute("type", "button");
        return button;
    }
}
