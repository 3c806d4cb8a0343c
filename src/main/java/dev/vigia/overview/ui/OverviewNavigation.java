package dev.vigia.overview.ui;

/// The ways into the overview, as addresses inside the application, relative to its root.
final class OverviewNavigation {

    static final String PATH = "overview";

    private OverviewNavigation() {}

    static String toSignals(String project) {
        return PATH + "#" + signalsOf(project);
    }

    static String signalsOf(String project) {
        return "signals-" + project;
    }
}
