package dev.vigia.runbooks;

import dev.vigia.projects.ProjectKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param project the alert's, if it names one
/// @param labels the alert's; empty where a runbook is read without an alert
/// @param arguments what the runbook adds, such as `since` → `1h`
public record FactAsk(@Nullable ProjectKey project, Map<String, String> labels, Map<String, String> arguments) {

    public FactAsk {
        labels = Map.copyOf(labels);
        arguments = Map.copyOf(arguments);
    }
}
