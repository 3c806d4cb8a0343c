package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.AlertReport;
import dev.vigia.alerts.AlertSource.KnownAlert;
import dev.vigia.alerts.Delivery;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.LabelMatchers.Matcher;
import dev.vigia.alerts.LabelMatchers.Operator;
import dev.vigia.alerts.Silence;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the API says and wants, word for word.
final class ApiPayload {

    private ApiPayload() {}

    record Alert(
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> annotations,
            @Nullable OffsetDateTime startsAt,
            @Nullable OffsetDateTime updatedAt,
            @Nullable String generatorURL,
            @Nullable Status status) {

        KnownAlert known() {
            var how = status == null ? new Status(null, null, null) : status;
            return new KnownAlert(
                    new AlertReport(
                            false,
                            sorted(labels),
                            sorted(annotations),
                            startsAt == null ? null : startsAt.toInstant(),
                            null,
                            generatorURL),
                    updatedAt == null ? Instant.EPOCH : updatedAt.toInstant(),
                    orEmpty(how.silencedBy()),
                    orEmpty(how.inhibitedBy()),
                    orEmpty(how.mutedBy()));
        }
    }

    /// @param mutedBy since 0.28
    record Status(
            @Nullable List<String> silencedBy,
            @Nullable List<String> inhibitedBy,
            @Nullable List<String> mutedBy) {}

    /// @param isEqual absent before 0.22
    record Condition(
            String name,
            String value,
            boolean isRegex,
            @Nullable Boolean isEqual) {

        Matcher matcher() {
            var equal = isEqual == null || isEqual;
            var operator = isRegex
                    ? equal ? Operator.MATCHES : Operator.DIFFERS_FROM_MATCH
                    : equal ? Operator.EQUAL : Operator.NOT_EQUAL;
            return Matcher.of(name, operator, value);
        }
    }

    record State(@Nullable String state) {}

    record Silenced(
            String id,
            @Nullable State status,
            @Nullable List<Condition> matchers,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            @Nullable String createdBy,
            @Nullable String comment) {

        Silence silence(String cluster) {
            var conditions = new ArrayList<Matcher>();
            if (matchers != null) {
                matchers.forEach(condition -> conditions.add(condition.matcher()));
            }
            return new Silence(
                    id,
                    cluster,
                    new LabelMatchers(conditions),
                    startsAt.toInstant(),
                    endsAt.toInstant(),
                    createdBy == null ? "" : createdBy,
                    comment == null ? "" : comment,
                    phase());
        }

        /// What it does not say hides nothing.
        private Silence.Phase phase() {
            return switch (status == null ? null : status.state()) {
                case "active" -> Silence.Phase.ACTIVE;
                case "pending" -> Silence.Phase.PENDING;
                case null, default -> Silence.Phase.EXPIRED;
            };
        }
    }

    static Map<String, Object> wish(Silence silence) {
        var wish = new LinkedHashMap<String, Object>();
        if (!silence.id().isEmpty()) {
            wish.put("id", silence.id());
        }
        wish.put(
                "matchers",
                silence.matchers().all().stream()
                        .map(matcher -> new Condition(
                                matcher.label(),
                                matcher.value(),
                                matcher.operator() == Operator.MATCHES
                                        || matcher.operator() == Operator.DIFFERS_FROM_MATCH,
                                matcher.operator() == Operator.MATCHES || matcher.operator() == Operator.EQUAL))
                        .toList());
        wish.put("startsAt", silence.startsAt().toString());
        wish.put("endsAt", silence.endsAt().toString());
        wish.put("createdBy", silence.createdBy());
        wish.put("comment", silence.comment());
        return wish;
    }

    private static SortedMap<String, String> sorted(@Nullable Map<String, String> texts) {
        var sorted = Delivery.sorted();
        if (texts != null) {
            texts.forEach((name, text) -> sorted.put(storable(name), storable(text)));
        }
        return sorted;
    }

    /// As the webhook's are made, so that both have the same fingerprint.
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
