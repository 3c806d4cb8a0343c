package dev.vigia.projects.ui;

/// The way to the sources screen, as an address inside the application, relative to its root.
public final class SourceNavigation {

    static final String PATH = "settings/sources";

    private SourceNavigation() {}

    public static String toSources() {
        return PATH;
    }
}
