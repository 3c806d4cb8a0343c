package dev.vigia.notify;

import dev.vigia.projects.Projects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Who is told of what, as configured.
@Component
class Addressees {

    private final Map<String, Receiver> receivers = new LinkedHashMap<>();
    private final List<Rule> rules;

    Addressees(NotificationSettings settings, Projects projects, OutboxStore store) {
        var reader = new SettingsReader(
                settings,
                projects.all().stream().map(project -> project.key().value()).collect(Collectors.toSet()));
        reader.receivers().forEach(receiver -> receivers.put(receiver.name(), receiver));
        this.rules = reader.rules();
        store.register(receivers.keySet());
    }

    /// One receiver that is to be told.
    ///
    /// @param needsBeginning only if it was told of the beginning
    record Addressee(String receiver, boolean needsBeginning) {}

    List<Receiver> receivers() {
        return List.copyOf(receivers.values());
    }

    Optional<Receiver> find(String name) {
        return Optional.ofNullable(receivers.get(name));
    }

    List<Rule> rules() {
        return rules;
    }

    /// Each receiver once, however many rules name it.
    List<Addressee> of(Notice notice) {
        var found = new ArrayList<Addressee>();
        for (String receiver : receivers.keySet()) {
            var wanting = rules.stream()
                    .filter(rule -> rule.receiver().equals(receiver) && rule.wants(notice))
                    .toList();
            if (!wanting.isEmpty()) {
                found.add(new Addressee(receiver, wanting.stream().allMatch(rule -> rule.needsBeginning(notice))));
            }
        }
        return found;
    }
}
