package dev.vigia.runbooks;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runbooks.AlertsSeen.SeenAlert;
import dev.vigia.runbooks.RunbookCoverage.Alert;
import dev.vigia.runbooks.RunbookCoverage.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Compares the library with the alerts there can be (the rules that are configured) and those there were.
@Component
class CoverageCheck {

    private final RunbookSettings settings;
    private final FileRoots roots;
    private final ObjectProvider<AlertsSeen> seen;

    CoverageCheck(RunbookSettings settings, FileRoots roots, ObjectProvider<AlertsSeen> seen) {
        this.settings = settings;
        this.roots = roots;
        this.seen = seen;
    }

    record Rules(List<AlertRule> rules, List<String> mistakes) {}

    Rules rules() {
        var rules = new ArrayList<AlertRule>();
        var mistakes = new ArrayList<String>();
        for (var path : settings.rules()) {
            try {
                rules.addAll(RuleFiles.read(roots.resolve(Path.of(path))));
            } catch (IOException | SourceFailure | RuntimeException e) {
                mistakes.add(e.getMessage() == null ? path + " cannot be read" : e.getMessage());
            }
        }
        return new Rules(rules, mistakes);
    }

    RunbookCoverage coverage(Shelves.Now now) {
        var rules = rules();
        var ruled = rules.rules().stream()
                .collect(Collectors.groupingBy(AlertRule::alert, TreeMap::new, Collectors.toList()));
        var fired = new HashMap<String, SeenAlert>();
        seen.ifAvailable(port -> port.within(settings.coverageOver())
                .forEach(one -> fired.merge(one.alertname(), one, CoverageCheck::together)));
        var names = new TreeMap<String, Boolean>();
        ruled.keySet().forEach(name -> names.put(name, true));
        fired.keySet().forEach(name -> names.putIfAbsent(name, false));

        var alerts = new ArrayList<Alert>();
        names.forEach((name, isRuled) ->
                alerts.add(alert(name, isRuled, fired.get(name), now, ruled.getOrDefault(name, List.of()))));
        alerts.sort(Comparator.comparing(Alert::covered)
                .thenComparing(Comparator.comparingLong(Alert::episodes).reversed())
                .thenComparing(Alert::alertname));
        return new RunbookCoverage(
                alerts, pages(now.shelf(), alerts), rules.rules().size(), rules.mistakes());
    }

    private static SeenAlert together(SeenAlert one, SeenAlert other) {
        return new SeenAlert(
                one.alertname(),
                one.episodes() + other.episodes(),
                one.lastSeen().isAfter(other.lastSeen()) ? one.lastSeen() : other.lastSeen());
    }

    private static Alert alert(
            String name, boolean ruled, @Nullable SeenAlert fired, Shelves.Now now, List<AlertRule> rules) {
        var annotations = rules.stream()
                .flatMap(rule -> Stream.ofNullable(rule.runbookUrl()))
                .findFirst()
                .map(url -> Map.of("runbook_url", url))
                .orElse(Map.of());
        var match = now.matching().match(Map.of("alertname", name), annotations);
        return new Alert(
                name,
                ruled,
                fired == null ? 0 : fired.episodes(),
                fired == null ? null : fired.lastSeen(),
                match instanceof RunbookMatch.Found found ? found.runbook().name() : null,
                match instanceof RunbookMatch.External external ? external.url() : null);
    }

    private static List<Page> pages(Shelf shelf, List<Alert> alerts) {
        return shelf.runbooks().stream()
                .map(document -> page(document, alerts))
                .sorted(Comparator.comparing(Page::used)
                        .thenComparing(page -> page.runbook().name()))
                .toList();
    }

    private static Page page(Document document, List<Alert> alerts) {
        var own = alerts.stream()
                .filter(alert -> document.runbook().name().equals(alert.runbook()))
                .toList();
        return new Page(
                document.runbook().summary(),
                own.stream().anyMatch(Alert::ruled)
                        || document.runbook().alerts().stream().anyMatch(KnownAlerts.OWN::contains),
                own.stream().mapToLong(Alert::episodes).sum(),
                own.stream()
                        .flatMap(alert -> Stream.ofNullable(alert.lastSeen()))
                        .max(Comparator.<Instant>naturalOrder())
                        .orElse(null));
    }
}
