package dev.vigia.notify.ui;

import dev.vigia.platform.ui.SettingsScreen;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Order(20)
@Component
class NotificationsTab implements SettingsScreen {

    @Override
    public String title() {
        return "Notifications";
    }

    @Override
    public String address() {
        return NotificationsView.PATH;
    }
}
