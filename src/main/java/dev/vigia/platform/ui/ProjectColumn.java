package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;

/// Port: a column of the overview's table of projects. They stand in the order of their beans.
public interface ProjectColumn {

    String title();

    /// How a project stands.
    ///
    /// @param project its key
    Component cell(String project);

    /// Whether a topic of the change ticker may change a cell.
    boolean concerns(String topic);
}
