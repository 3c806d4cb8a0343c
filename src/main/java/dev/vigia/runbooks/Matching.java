package dev.vigia.runbooks;

import dev.vigia.runbooks.RunbookMatch.External;
import dev.vigia.runbooks.RunbookMatch.Found;
import dev.vigia.runbooks.RunbookMatch.How;
import dev.vigia.runbooks.RunbookMatch.Missing;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How an alert finds its runbook: by its link, its name, its name in other capitals, its component. What the library
/// has goes before what lies elsewhere, for links in alerts are often dead.
final class Matching {

    private static final List<String> LINKS = List.of("runbook_url", "runbook", "runbook_url_internal");
    private static final int LONGEST = 2048;

    private final Shelf shelf;
    private final LinkRules rules;
    private final List<String> componentLabels;

    /// @param componentLabels the labels that may name a component
    Matching(Shelf shelf, LinkRules rules, List<String> componentLabels) {
        this.shelf = shelf;
        this.rules = rules;
        this.componentLabels = componentLabels;
    }

    RunbookMatch match(Map<String, String> labels, Map<String, String> annotations) {
        var links = LINKS.stream()
                .map(annotations::get)
                .filter(link -> link != null && !link.isBlank() && link.length() <= LONGEST)
                .map(String::strip)
                .toList();
        var alertname = labels.getOrDefault("alertname", "");
        return links.stream()
                .flatMap(link -> linked(link).stream())
                .findFirst()
                .<RunbookMatch>map(found -> found)
                .or(() -> named(alertname))
                .or(() -> component(alertname, labels))
                .or(() -> links.stream().filter(Matching::isWeb).findFirst().map(External::new))
                .orElseGet(() -> new Missing(Template.filled(shelf, labels, annotations)));
    }

    private Optional<Found> linked(String link) {
        return rules.names(link)
                .flatMap(target -> Stream.concat(
                                shelf.named(target.name()).stream(), shelf.lastNamed(target.name()).stream())
                        .filter(document -> !Shelf.isAid(document.lastName()))
                        .map(document -> new Found(document.runbook(), target.anchor(), How.LINK)))
                .findFirst();
    }

    private Optional<Found> named(String alertname) {
        return shelf.forAlert(alertname)
                .map(document -> new Found(document.runbook(), null, How.ALERT_NAME))
                .or(() -> shelf.forAlertIgnoringCase(alertname)
                        .map(document -> new Found(document.runbook(), null, How.ALERT_NAME_IGNORING_CASE)));
    }

    private Optional<Found> component(String alertname, Map<String, String> labels) {
        var wanted = alertname.toLowerCase(Locale.ROOT);
        return shelf.runbooks().stream()
                .flatMap(document -> document.parsed().sections().stream()
                        .filter(section ->
                                section.text().toLowerCase(Locale.ROOT).equals(wanted))
                        .map(section -> new Found(document.runbook(), section.anchor(), How.COMPONENT)))
                .findFirst()
                .or(() -> componentLabels.stream()
                        .flatMap(label -> Stream.ofNullable(labels.get(label)))
                        .flatMap(component -> shelf.runbooks().stream()
                                .filter(document -> document.components().contains(component)
                                        || document.runbook().name().equals(component)))
                        .findFirst()
                        .map(document -> new Found(document.runbook(), null, How.COMPONENT)));
    }

    private static boolean isWeb(String link) {
        try {
            var uri = new URI(link);
            return uri.getHost() != null
                    && String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).matches("https?");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
