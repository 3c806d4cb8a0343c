package dev.vigia.overview.signals;

import dev.vigia.platform.Diagnostic;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Signals;
import dev.vigia.projects.SourceFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether each project's Prometheus answers, and which signals it has no number for.
@Component
@Order(65)
class SignalsDiagnostic implements Diagnostic {

    private static final String MISSING =
            "Let the service export what ops/README.md names, give signals.overrides a query"
                    + " of your own, or name the signal in signals.without.";

    private final Projects projects;
    private final SignalSource source;

    SignalsDiagnostic(Projects projects, SignalSource source) {
        this.projects = projects;
        this.source = source;
    }

    @Override
    public String part() {
        return "Prometheus";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        for (Project project : projects.all()) {
            var signals = project.signals();
            if (signals != null) {
                findings.add(look(project, signals));
            }
        }
        return findings;
    }

    @Override
    public List<URI> servers() {
        return projects.all().stream()
                .map(Project::signals)
                .filter(signals -> signals != null)
                .map(signals -> URI.create(signals.prometheus().url()))
                .toList();
    }

    private Finding look(Project project, Signals signals) {
        var key = project.key().value();
        var url = signals.prometheus().url();
        try {
            var answers = source.ask(project, signals);
            var without = new LinkedHashMap<String, List<String>>();
            answers.forEach((signal, answer) -> {
                if (answer.problem() != null) {
                    without.computeIfAbsent(answer.problem(), _ -> new ArrayList<>())
                            .add(signal.text());
                }
            });
            return without.isEmpty()
                    ? Finding.ok(key, url + " answers; signals: " + answers.size() + ".")
                    : Finding.note(key, url + " answers, but not for all signals." + told(without), MISSING);
        } catch (SourceFailure e) {
            return Finding.wrong(key, url + ": " + e.getMessage(), next(e.code()));
        } catch (OutboundRefused e) {
            return Finding.wrong(key, url + ": " + e.getMessage(), null);
        }
    }

    private static String told(Map<String, List<String>> without) {
        return without.entrySet().stream()
                .map(each -> "\n" + String.join(", ", each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining());
    }

    /// Where the failure itself does not say it.
    private static @Nullable String next(String code) {
        return switch (code) {
            case "prometheus-unreachable" -> "See that it runs, or correct signals.prometheus.url.";
            case "prometheus-answer" ->
                "Correct signals.prometheus.url: where Prometheus itself answers, with its path but without /api/v1.";
            default -> null;
        };
    }
}
