package dev.vigia.alerts;

import dev.vigia.projects.ProjectKey;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What an alert says of itself.
///
/// @param name its label `alertname`
/// @param project the watched project that its labels name
/// @param annotations as they came; a link in them may be anything
public record AlertAbout(
        String name,
        Severity severity,
        @Nullable ProjectKey project,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations) {

    /// What happened in one sentence, as far as the alert says so; else its name.
    public String sentence() {
        for (String annotation : new String[] {"summary", "description", "message"}) {
            var text = annotations.get(annotation);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return name;
    }
}
