package dev.vigia.runbooks;

import java.util.Map;
import java.util.TreeMap;

/// The runbook that is to be written, begun with what the alert says.
final class Template {

    private static final String LAST_RESORT = """
            # {{alertname}}

            | | |
            | --- | --- |
            | Alert | `{{alertname}}` |
            | Severity | {{severity}} |
            | Response time | |
            | Owner | |

            ## Meaning

            ## Impact

            ## Diagnosis

            ## Mitigation
            """;

    private Template() {}

    static String filled(Shelf shelf, Map<String, String> labels, Map<String, String> annotations) {
        var values = new TreeMap<String, String>();
        labels.forEach((name, value) -> values.put(name, plain(value)));
        var text = shelf.named(Shelf.TEMPLATE)
                .map(document -> document.runbook().markdown())
                .orElse(LAST_RESORT);
        values.putIfAbsent("severity", "warning");
        values.putIfAbsent("alertname", "AlertName");
        values.put("summary", plain(annotations.getOrDefault("summary", annotations.getOrDefault("description", ""))));
        return new Placeholders(values).text(text);
    }

    /// One line, and nothing that would end a code span or a table's cell.
    private static String plain(String value) {
        return value.replaceAll("[\\p{Cntrl}`|<>]", " ").strip();
    }
}
