package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Against what Alertmanager 0.25 and 0.34 computed.
class FingerprintTest {

    @Test
    void isAlertmanagersOwn() {
        assertThat(hex(Map.of("alertname", "A", "i", "2"))).isEqualTo("caa6ffbd9ccb1ac8");
        assertThat(hex(Map.of("alertname", "A", "i", "1", "severity", "critical")))
                .isEqualTo("b9d1d61bd0580e7d");
    }

    @Test
    void ordersNamesByTheirBytes() {
        var emoji = "\uD83D\uDD25";
        var sorted = Delivery.sorted();
        sorted.putAll(Map.of(emoji, "1", "\uFFFD", "2", "a", "3", "ab", "4"));

        assertThat(sorted.sequencedKeySet()).containsExactly("a", "ab", "\uFFFD", emoji);
    }

    private static String hex(Map<String, String> labels) {
        var sorted = Delivery.sorted();
        sorted.putAll(labels);
        return Fingerprint.hex(Fingerprint.of(sorted));
    }
}
