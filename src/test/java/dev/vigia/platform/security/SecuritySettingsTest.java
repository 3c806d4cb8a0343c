package dev.vigia.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class SecuritySettingsTest {

    private static final String LONG = "0123456789abcdef0123";

    @Test
    void takesScopesAsTheyAreWrittenEverywhere() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "vigia.security.tokens[0].name",
                        "ci",
                        "vigia.security.tokens[0].token",
                        LONG,
                        "vigia.security.tokens[0].scopes",
                        "metrics:read, alerts-write,DRIFT_WRITE")))
                .bind("vigia.security", SecuritySettings.class)
                .get();

        assertThat(wrong(settings)).isEmpty();
        assertThat(settings.tokens())
                .singleElement()
                .satisfies(token -> assertThat(token.scopes())
                        .containsExactlyInAnyOrder(Scope.METRICS_READ, Scope.ALERTS_WRITE, Scope.DRIFT_WRITE));
    }

    @Test
    void refusesWhatIsNoGoodToken() {
        assertThat(wrong(given("ci", LONG))).isEmpty();
        assertThat(wrong(given("ci", LONG.substring(1)))).containsExactly("tokens[0].token");
        assertThat(wrong(given("ci", LONG + " "))).containsExactly("tokens[0].token");
        assertThat(wrong(given("ci", null))).containsExactly("tokens[0].token");
        assertThat(wrong(given("CI", LONG))).containsExactly("tokens[0].name");
        assertThat(wrong(given(null, LONG))).containsExactly("tokens[0].name");
        assertThat(wrong(settings(null, new SecuritySettings.Given("ci", LONG, Set.of()))))
                .containsExactly("tokens[0].scopes");
    }

    @Test
    void refusesTokensThatCannotBeToldApart() {
        var one = new SecuritySettings.Given("ci", LONG, Set.of(Scope.READ));
        assertThat(wrong(settings(null, one, new SecuritySettings.Given("ci", LONG + "1", Set.of(Scope.SYNC)))))
                .containsExactly("toldApart");
        assertThat(wrong(settings(null, one, new SecuritySettings.Given("other", LONG, Set.of(Scope.SYNC)))))
                .containsExactly("toldApart");
        assertThat(wrong(settings(LONG, one))).containsExactly("toldApart");
        assertThat(wrong(settings(LONG + "1", one))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "token=s3cret-of-mine,vigia.security.tokens[0].token,expected 20 to 500 characters",
        "name=Ci,vigia.security.tokens[0].name,expected small letters",
        "scopes=everything,vigia.security.tokens[0].scopes,'expected: read, sync, alerts-write'",
        "scopes=,vigia.security.tokens[0].scopes,such as metrics:read",
        "token=s3cret-that-is-there-twice,vigia.security,no two share a name or a token"
    })
    void stopsTheStartAndNamesTheSetting(String wrong, String setting, String expected) {
        var settings = new LinkedHashMap<>(Map.of("name", "ci", "token", "s3cret-as-it-should-be", "scopes", "read"));
        var parts = wrong.split("=", 2);
        settings.put(parts[0], parts[1]);
        var given = new LinkedHashMap<String, Object>();
        settings.forEach((name, value) -> given.put("vigia.security.tokens[0]." + name, value));
        given.put("vigia.security.bootstrap-token", "s3cret-that-is-there-twice");

        assertThatThrownBy(() -> start(given))
                .hasMessageStartingWith("One setting is wrong:\n\n    " + setting)
                .hasMessageContaining(expected)
                .satisfies(mistake -> assertThat(mistake.toString()).doesNotContain("s3cret"));
    }

    /// As far as the check of the settings, which comes before all else.
    private static void start(Map<String, Object> settings) {
        try (var vigia = new GenericApplicationContext()) {
            vigia.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", settings));
            vigia.registerBeanDefinition(
                    "check",
                    BeanDefinitionBuilder.genericBeanDefinition("dev.vigia.projects.SettingsCheck")
                            .getBeanDefinition());
            vigia.registerBean(SecuritySettings.class);
            vigia.refresh();
        }
    }

    @Test
    void showsNoSecret() {
        assertThat(settings("bootstrap", new SecuritySettings.Given("ci", LONG, Set.of(Scope.READ))))
                .asString()
                .doesNotContain(LONG, "bootstrap");
        assertThat(new SecuritySettings.Given("ci", LONG, Set.of(Scope.READ)))
                .asString()
                .doesNotContain(LONG);
    }

    private static SecuritySettings given(@Nullable String name, @Nullable String token) {
        return settings(null, new SecuritySettings.Given(name, token, Set.of(Scope.READ)));
    }

    private static SecuritySettings settings(@Nullable String bootstrap, SecuritySettings.Given... tokens) {
        return new SecuritySettings(null, bootstrap, List.of(tokens));
    }

    private static List<String> wrong(SecuritySettings settings) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(settings).stream()
                    .map(ConstraintViolation::getPropertyPath)
                    .map(Object::toString)
                    .toList();
        }
    }
}
