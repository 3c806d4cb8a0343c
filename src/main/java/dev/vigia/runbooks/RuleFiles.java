package dev.vigia.runbooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The alerts in Prometheus' rule files.
final class RuleFiles {

    private static final int LARGEST = 8 << 20;

    private RuleFiles() {}

    /// @throws IOException with a sentence for people if the file is none of Prometheus' rules
    static List<AlertRule> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than 8 MiB");
        }
        try {
            return rules(new Load(settings()).loadFromString(Files.readString(file)), file.toString());
        } catch (YamlEngineException e) {
            throw new IOException(file + " is not YAML: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IOException(file + " is nested too deeply", e);
        }
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(LARGEST)
                .build();
    }

    private static List<AlertRule> rules(@Nullable Object loaded, String file) throws IOException {
        if (!(loaded instanceof Map<?, ?> top) || !(top.get("groups") instanceof List<?> groups)) {
            throw new IOException(file + " has no groups of rules");
        }
        var found = new ArrayList<AlertRule>();
        for (var group : groups) {
            if (group instanceof Map<?, ?> map && map.get("rules") instanceof List<?> rules) {
                for (var rule : rules) {
                    if (rule instanceof Map<?, ?> entry && entry.get("alert") instanceof String alert) {
                        found.add(new AlertRule(
                                alert,
                                text(entry, "labels", "severity").orElse(null),
                                text(entry, "annotations", "runbook_url").orElse(null),
                                file));
                    }
                }
            }
        }
        return found;
    }

    private static Optional<String> text(Map<?, ?> rule, String group, String key) {
        return rule.get(group) instanceof Map<?, ?> map && map.get(key) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
