package dev.vigia.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.projects.ui.FirstProject;
import dev.vigia.runs.RunId;

/// What the screen says when there is nothing to list, and what to do about it.
final class NoRuns {

    private static final String RUN = """
            import mlflow

            with mlflow.start_run(run_name="train_xgboost"):
                mlflow.log_params({"max_depth": 6, "eta": 0.1})
                mlflow.log_metrics({"rmse": 0.1184})
                mlflow.set_tag("version", "v1.0.0")
            """;

    private NoRuns() {}

    static Component withoutProjects() {
        return FirstProject.gives("Vigía shows the runs of the projects it watches.");
    }

    static Component in(RunsLocation location, Runnable onClear) {
        if (location.isFiltered()) {
            return new EmptyState("No run fits", "None of the project's runs matches all the filters.")
                    .with(button("Clear the filters", onClear));
        }
        return new EmptyState(
                        "No runs yet",
                        "They show here with the next sync of the project's MLflow source. A run claims a version by "
                                + "its version tag, like this:")
                .withSnippet(RUN);
    }

    static Component unknown(RunId id, Runnable onClose) {
        var none = new EmptyState(
                        "No such run",
                        "The project has no run " + id.abbreviated() + ". It may be newer than the last sync, or of "
                                + "another project.")
                .with(button("Close", onClose));
        none.addClassName("panel");
        return none;
    }

    static Component tooFewToCompare(Runnable onBack) {
        return new EmptyState(
                        "Nothing to compare",
                        "Fewer than two of these runs are in this project. Tick two to five in the list.")
                .with(button("Back to the list", onBack));
    }

    private static NativeButton button(String text, Runnable does) {
        var button = new NativeButton(text, click -> does.run());
        button.addClassName("button");
        button.getElement().setAttribute("type", "button");
        return button;
    }
}
