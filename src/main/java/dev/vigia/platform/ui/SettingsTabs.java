package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.spring.annotation.SpringComponent;
import org.springframework.beans.factory.ObjectProvider;

/// The way from one screen of the settings to the others.
@SpringComponent
public class SettingsTabs {

    private final ObjectProvider<SettingsScreen> screens;

    SettingsTabs(ObjectProvider<SettingsScreen> screens) {
        this.screens = screens;
    }

    /// @param current address of the screen that shows them
    public Nav on(String current) {
        var tabs = new Nav();
        tabs.addClassName("settings-tabs");
        tabs.setAriaLabel("Settings");
        for (SettingsScreen screen : screens.orderedStream().toList()) {
            var tab = new Anchor(screen.address(), screen.title());
            tab.addClassName("chip");
            if (screen.address().equals(current)) {
                tab.getElement().setAttribute("aria-current", "page");
            }
            tabs.add(tab);
        }
        return tabs;
    }
}
