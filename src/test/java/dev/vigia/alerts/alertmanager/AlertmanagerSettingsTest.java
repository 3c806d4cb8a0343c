package dev.vigia.alerts.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.alerts.alertmanager.AlertmanagerSettings.Cluster;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertmanagerSettingsTest {

    private static List<String> mistakes(Cluster... clusters) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory
                    .getValidator()
                    .validate(new AlertmanagerSettings(List.of(clusters), Duration.ofSeconds(1)))
                    .stream()
                    .map(ConstraintViolation::getMessage)
                    .sorted()
                    .toList();
        }
    }

    private static Cluster cluster(
            String name, @Nullable String username, @Nullable String password, @Nullable String token) {
        return new Cluster(name, "http://alertmanager:9093", username, password, token);
    }

    @Test
    void areRightWithAnyOneWayToSignIn() {
        assertThat(mistakes(
                        cluster("a", null, null, null),
                        cluster("b", "vigia", "secret", null),
                        cluster("c", null, null, "token")))
                .isEmpty();
    }

    @Test
    void needBothHalvesOfACredentialAndOnlyOne() {
        assertThat(mistakes(cluster("a", "vigia", null, null)))
                .containsExactly("expected username and password, or token, or none of them");
        assertThat(mistakes(cluster("a", null, "secret", null))).hasSize(1);
        assertThat(mistakes(cluster("a", "vigia", "secret", "token"))).hasSize(1);
    }

    @Test
    void nameEachOneApartAndNoneAsOurs() {
        assertThat(mistakes(cluster("a", null, null, null), cluster("a", null, null, null)))
                .containsExactly("clusters: expected a name for each that no other has");
        assertThat(mistakes(cluster("vigia", null, null, null)))
                .containsExactly("name: expected another one; under vigia are Vigía's own alerts");
    }
}
