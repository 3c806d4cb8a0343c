package dev.vigia.overview.signals.prometheus;

import dev.vigia.overview.signals.Trend;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The one number that an answer of Prometheus holds, or why it holds none.
///
/// @param number NaN where there is a problem
/// @param at when it is so, by the clock of Prometheus; null if it does not say
/// @param problem as a sentence; null if there is none
/// @param isRefused the query itself was turned down
record QueryAnswer(
        double number, @Nullable Instant at, @Nullable String problem, boolean isRefused) {

    private static final int TOLD = 300;

    static QueryAnswer number(QueryPayload payload) {
        var refusal = refusal(payload);
        if (refusal != null) {
            return new QueryAnswer(Double.NaN, null, refusal, true);
        }
        var data = Objects.requireNonNull(payload.data());
        var result = data.result();
        if (result == null) {
            return none("Prometheus answers without a result.", null);
        }
        return switch (String.valueOf(data.resultType())) {
            case "scalar" -> of(result, payload);
            case "vector" -> ofSeries(result, payload);
            default -> none("The query gives no number but a " + data.resultType() + ".", null);
        };
    }

    private static QueryAnswer ofSeries(JsonNode series, QueryPayload payload) {
        return switch (series.size()) {
            case 0 ->
                none(
                        "No series answers: nothing that the query asks for is scraped, or nothing happened lately.",
                        null);
            case 1 ->
                series.get(0).has("value")
                        ? of(series.get(0).get("value"), payload)
                        : none("The query gives no number but a histogram.", null);
            default ->
                none(series.size() + " series answer where one is expected: sum them, or choose by a label.", null);
        };
    }

    /// @param sample such as `[1435781430.781, "0.25"]`
    private static QueryAnswer of(JsonNode sample, QueryPayload payload) {
        var at = at(sample);
        var number = number(sample);
        if (at == null || number == null) {
            return none("Prometheus' number cannot be read.", null);
        }
        if (number.isNaN()) {
            return none("The answer is not a number (NaN): as a rule, nothing happened lately to measure.", at);
        }
        if (number.isInfinite()) {
            return none("The answer is infinite: as a rule, something was divided by nothing.", at);
        }
        var warnings = payload.warnings();
        return warnings == null || warnings.isEmpty()
                ? new QueryAnswer(number, at, null, false)
                : none("Prometheus warns of its own answer: " + told(warnings.getFirst()), at);
    }

    private static QueryAnswer none(String problem, @Nullable Instant at) {
        return new QueryAnswer(Double.NaN, at, problem, false);
    }

    private static @Nullable String refusal(QueryPayload payload) {
        return "success".equals(payload.status())
                ? null
                : "Prometheus cannot answer the query: " + told(String.valueOf(payload.error()));
    }

    private static String told(String text) {
        return text.length() > TOLD ? text.substring(0, TOLD) + "…" : text;
    }

    /// Nothing where the answer is not one series: what is drawn must be what is said.
    static Trend trend(QueryPayload payload, Instant from, Duration step, int points) {
        var result = payload.data() == null ? null : payload.data().result();
        if (!"success".equals(payload.status()) || result == null || result.size() != 1) {
            return Trend.NONE;
        }
        var samples = result.get(0).get("values");
        var numbers = new Double[points];
        Arrays.fill(numbers, Double.NaN);
        if (samples != null) {
            samples.forEach(sample -> {
                var at = at(sample);
                var number = number(sample);
                if (at != null && number != null && Double.isFinite(number)) {
                    var place = Math.round((double) Duration.between(from, at).toMillis() / step.toMillis());
                    if (place >= 0 && place < points) {
                        numbers[(int) place] = number;
                    }
                }
            });
        }
        return new Trend(from, step, List.of(numbers));
    }

    private static @Nullable Instant at(JsonNode sample) {
        var seconds = sample.isArray() && sample.size() == 2 ? sample.get(0).asDouble(Double.NaN) : Double.NaN;
        try {
            return Double.isFinite(seconds) ? Instant.ofEpochMilli(Math.round(seconds * 1000)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Double number(JsonNode sample) {
        if (!sample.isArray() || sample.size() != 2) {
            return null;
        }
        var text = sample.get(1).asString("");
        try {
            return switch (text) {
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.valueOf(text);
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
