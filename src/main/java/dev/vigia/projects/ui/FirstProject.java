package dev.vigia.projects.ui;

import dev.vigia.platform.ui.EmptyState;

/// What any screen says while no project is watched: how to name the first one.
public final class FirstProject {

    private FirstProject() {}

    /// @param gives what the screen will show then, as a sentence
    public static EmptyState gives(String gives) {
        return new EmptyState(
                        "No project yet",
                        gives + " Name the first one, a model's repository and where its runs are, in application.yaml,"
                                + " and start again.")
                .withSnippet("""
                        vigia:
                          projects:
                            - key: bankchurn
                              name: Bank churn
                              git:
                                url: https://git.example.org/ml/bankchurn.git
                              mlflow:
                                tracking-uri: https://mlflow.example.org""");
    }
}
