package dev.vigia.runbooks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All documents at one moment. Never changes: the library replaces it as a whole.
final class Shelf {

    static final String TEMPLATE = "template";
    static final String INDEX = "README";

    static final Shelf EMPTY = new Shelf(List.of());

    private final Map<String, Document> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Document> byAlert = new LinkedHashMap<>();
    private final Map<String, Document> byAlertIgnoringCase = new LinkedHashMap<>();
    private final Map<String, Document> byLastName = new LinkedHashMap<>();

    /// @param documents the first of a name wins
    Shelf(Collection<Document> documents) {
        documents.forEach(document -> byName.putIfAbsent(document.runbook().name(), document));
        var runbooks = runbooks();
        runbooks.forEach(document -> {
            document.runbook().alerts().forEach(alert -> enter(alert, document));
            byLastName.putIfAbsent(document.lastName().toLowerCase(Locale.ROOT), document);
        });
        // A file that is named as an alert is for it, unless another says that it is.
        runbooks.forEach(document -> enter(document.lastName(), document));
    }

    private void enter(String alert, Document document) {
        byAlert.putIfAbsent(alert, document);
        byAlertIgnoringCase.putIfAbsent(alert.toLowerCase(Locale.ROOT), document);
    }

    /// Without the index and the template.
    List<Document> runbooks() {
        return byName.values().stream()
                .filter(document -> !isAid(document.lastName()))
                .toList();
    }

    Collection<Document> documents() {
        return byName.values();
    }

    Optional<Document> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Document> lastNamed(String name) {
        return Optional.ofNullable(byLastName.get(name.toLowerCase(Locale.ROOT)));
    }

    Optional<Document> forAlert(String alertname) {
        return Optional.ofNullable(byAlert.get(alertname));
    }

    Optional<Document> forAlertIgnoringCase(String alertname) {
        return Optional.ofNullable(byAlertIgnoringCase.get(alertname.toLowerCase(Locale.ROOT)));
    }

    static boolean isAid(String lastName) {
        return lastName.equalsIgnoreCase(TEMPLATE) || lastName.equalsIgnoreCase(INDEX);
    }
}
