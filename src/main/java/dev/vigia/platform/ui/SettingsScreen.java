package dev.vigia.platform.ui;

/// Port: a screen that is found under Settings. In the order of the beans.
public interface SettingsScreen {

    String title();

    /// Relative to the application's root.
    String address();
}
