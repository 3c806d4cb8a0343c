package dev.vigia.projects;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;

/// Port: what a feature has to say about its own settings before anything is made, where a condition on single values
/// does not reach. Named in `META-INF/spring.factories`, for no bean exists this early.
public interface SettingsRule {

    /// @param binder gives the settings, under their canonical names
    /// @param projects the keys of the projects that are watched
    /// @return all that is wrong
    List<SettingMistake> mistakes(Binder binder, Set<String> projects);
}
