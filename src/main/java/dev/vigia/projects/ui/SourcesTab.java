package dev.vigia.projects.ui;

import dev.vigia.platform.ui.SettingsScreen;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Order(10)
@Component
class SourcesTab implements SettingsScreen {

    @Override
    public String title() {
        return "Sources";
    }

    @Override
    public String address() {
        return SourceNavigation.PATH;
    }
}
