package dev.vigia.kpi.ui;

import dev.vigia.projects.Threshold;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Thresholds in an address, such as `above-baseline-ratio:1.1:warning,below:0.7:critical`.
final class TriedRules {

    private TriedRules() {}

    static String write(List<Threshold> thresholds) {
        return thresholds.stream()
                .map(each -> each.kind().text() + ":" + each.number() + ":"
                        + each.severity().text())
                .collect(Collectors.joining(","));
    }

    /// @throws IllegalArgumentException if it is none that [#write] could have written
    static List<Threshold> read(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(TriedRules::one).toList();
    }

    private static Threshold one(String text) {
        var parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("rules holds " + text + "; expected kind:number:severity");
        }
        var kind = parts[0].toUpperCase(Locale.ROOT).replace('-', '_');
        return new Threshold(
                Threshold.Kind.valueOf(kind),
                Double.parseDouble(parts[1]),
                Threshold.Severity.valueOf(parts[2].toUpperCase(Locale.ROOT)));
    }
}
