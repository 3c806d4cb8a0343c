package dev.vigia.notify;

import dev.vigia.projects.SettingMistake;
import dev.vigia.projects.SettingsRule;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;

/// Stops the start with everything that is wrong in the settings of notifications.
class NotificationRule implements SettingsRule {

    @Override
    public List<SettingMistake> mistakes(Binder binder, Set<String> projects) {
        return binder.bind(
                        SettingsReader.PREFIX, Bindable.of(NotificationSettings.class), new IgnoreErrorsBindHandler())
                .map(settings -> new SettingsReader(settings, projects).mistakes())
                .orElse(List.of());
    }
}
