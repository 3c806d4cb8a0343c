package dev.vigia.drift.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Evidently 0.7.23 answered to forty inputs, recorded once (numpy 2.4.6, scipy 1.17.1, pandas 3.0.6).
final class Golden {

    private Golden() {}

    static Stream<JsonNode> cases() {
        try (var in = Objects.requireNonNull(Golden.class.getResourceAsStream("/drift/cases.json"))) {
            return JsonMapper.shared().readTree(in.readAllBytes()).get("cases").valueStream();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Numbers that JSON has no word for are recorded as text.
    static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.stringValue()) : node.doubleValue();
    }

    /// Summation order moves the last digits; a Jensen-Shannon distance near 0 is all rounding.
    static void same(String what, double ours, double theirs) {
        if (Double.isNaN(theirs)) {
            assertThat(ours).as(what).isNaN();
            return;
        }
        boolean rounding = what.contains("jensenshannon") && Math.abs(theirs) < 1e-6;
        double room = rounding ? 1e-8 : 1e-9 * Math.abs(theirs) + 1e-15;
        assertThat(ours).as(what).isCloseTo(theirs, Offset.offset(room));
    }
}
