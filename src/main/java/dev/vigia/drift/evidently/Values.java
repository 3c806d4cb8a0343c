package dev.vigia.drift.evidently;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Single values of a report's tree; null for what is missing or of another kind.
final class Values {

    private Values() {}

    static @Nullable String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    static @Nullable Boolean truth(JsonNode node, String name) {
        var value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    /// What JSON has no numbers for may be written as a text.
    static @Nullable Double number(JsonNode node, String name) {
        var value = node.path(name);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.isString() ? value.stringValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /// A count; Evidently writes some of them as 2.0.
    static @Nullable Integer count(JsonNode node, String name) {
        var value = rows(node, name);
        return value == null || value > Integer.MAX_VALUE ? null : (Integer) value.intValue();
    }

    static @Nullable Long rows(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isNumber()) {
            return null;
        }
        var number = value.doubleValue();
        return number >= 0 && number <= 1e15 && number == Math.rint(number) ? (Long) (long) number : null;
    }

    /// A share of columns is between 0 and 1, or it is none.
    static @Nullable Double share(JsonNode node, String name) {
        var value = number(node, name);
        return value != null && value >= 0 && value <= 1 ? value : null;
    }
}
