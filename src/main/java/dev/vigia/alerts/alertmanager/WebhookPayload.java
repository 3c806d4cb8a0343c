package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.AlertReport;
import dev.vigia.alerts.Delivery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The body of Alertmanager's webhook, version 4, as every release since 0.25 sends it. Read as a stream and
/// leniently: what is not known is passed over, for each release adds something; only what makes an alert is needed.
///
/// @param broken alerts that were left out because they have no labels
record WebhookPayload(String receiver, String groupKey, int truncated, List<AlertReport> alerts, int broken) {

    static final WebhookPayload EMPTY = new WebhookPayload("", "", 0, List.of(), 0);

    private static final int MOST_LABELS = 1_000;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    Delivery delivery(String cluster, String sender, Delivery.RawBody raw) {
        return delivery(cluster, sender, raw, broken == 0 ? "" : broken + " alerts without labels were left out");
    }

    Delivery delivery(String cluster, String sender, Delivery.RawBody raw, String note) {
        return new Delivery(cluster, sender, receiver, groupKey, truncated, alerts, note, raw);
    }

    /// @throws UnreadableBodyException if it is no JSON object with a list of alerts
    static WebhookPayload read(byte[] body) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notOurs("The body is no JSON object.");
            }
            return object(json);
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw notOurs("The body is no JSON that can be read; it stops making sense "
                    + (where == null ? "somewhere." : "near byte " + where.getByteOffset() + "."));
        }
    }

    private static WebhookPayload object(JsonParser json) {
        var receiver = "";
        var groupKey = "";
        var truncated = 0;
        List<AlertReport> alerts = null;
        var broken = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "receiver" -> receiver = orEmpty(text(json));
                case "groupKey" -> groupKey = orEmpty(text(json));
                case "truncatedAlerts" -> truncated = number(json);
                case "alerts" -> {
                    if (alerts != null) {
                        throw twice(name);
                    }
                    alerts = new ArrayList<>();
                    broken = alerts(json, alerts);
                }
                default -> json.skipChildren();
            }
        }
        if (alerts == null) {
            throw notOurs("The body has no list of alerts; Alertmanager's webhook is expected, version 4.");
        }
        return new WebhookPayload(receiver, groupKey, truncated, alerts, broken);
    }

    /// @return how many made no sense
    private static int alerts(JsonParser json, List<AlertReport> into) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            throw notOurs("alerts is no list.");
        }
        var broken = 0;
        // Those of one evaluation of a rule began at one instant.
        var times = new HashMap<String, Instant>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            var alert = json.currentToken() == JsonToken.START_OBJECT ? alert(json, times) : null;
            if (alert == null) {
                json.skipChildren();
                broken++;
            } else {
                into.add(alert);
            }
        }
        return broken;
    }

    private static @Nullable AlertReport alert(JsonParser json, Map<String, Instant> times) {
        var status = "firing";
        SortedMap<String, String> labels = Delivery.sorted();
        SortedMap<String, String> annotations = Delivery.sorted();
        Instant startsAt = null;
        Instant endsAt = null;
        String generator = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "status" -> status = orEmpty(text(json));
                case "labels" -> labels = once(name, labels, json);
                case "annotations" -> annotations = once(name, annotations, json);
                case "startsAt" -> startsAt = time(text(json), times);
                case "endsAt" -> endsAt = time(text(json), times);
                case "generatorURL" -> generator = text(json);
                default -> json.skipChildren();
            }
        }
        if (labels.isEmpty()) {
            return null;
        }
        return new AlertReport(status.equals("resolved"), labels, annotations, startsAt, endsAt, generator);
    }

    private static SortedMap<String, String> once(String name, SortedMap<String, String> before, JsonParser json) {
        if (!before.isEmpty()) {
            throw twice(name);
        }
        return texts(json);
    }

    /// Which of two was meant, nobody can tell; and whoever reads the first and checks the second can be fooled.
    private static UnreadableBodyException twice(String name) {
        return notOurs("The body gives " + shortened(name) + " twice.");
    }

    private static String shortened(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private static SortedMap<String, String> texts(JsonParser json) {
        var texts = Delivery.sorted();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return texts;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = storable(json.currentName());
            json.nextToken();
            var text = text(json);
            if (text != null && texts.put(name, text) != null) {
                throw twice(name);
            }
            if (texts.size() > MOST_LABELS) {
                throw new UnreadableBodyException(
                        HttpStatus.CONTENT_TOO_LARGE, "An alert has more than " + MOST_LABELS + " labels.");
            }
        }
        return texts;
    }

    /// A plain value as text; null for everything else, which is passed over.
    private static @Nullable String text(JsonParser json) {
        var token = json.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return storable(json.getString());
        }
        json.skipChildren();
        return null;
    }

    private static int number(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return (int) Math.clamp(json.getValueAsLong(), 0L, (long) Integer.MAX_VALUE);
        }
        json.skipChildren();
        return 0;
    }

    private static @Nullable Instant time(@Nullable String text, Map<String, Instant> known) {
        try {
            return text == null
                    ? null
                    : known.computeIfAbsent(
                            text, each -> OffsetDateTime.parse(each).toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// PostgreSQL refuses NUL, and half a surrogate pair is no character.
    private static String storable(String text) {
        var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return isStorable(cut)
                ? cut
                : cut.codePoints()
                        .map(point -> point == 0 || point >= 0xD800 && point < 0xE000 ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == 0 || Character.isSurrogate(character)) {
                return false;
            }
        }
        return true;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static UnreadableBodyException notOurs(String reason) {
        return new UnreadableBodyException(HttpStatus.BAD_REQUEST, reason);
    }
}
