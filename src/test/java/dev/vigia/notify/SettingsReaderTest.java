package dev.vigia.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.SettingMistake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsReaderTest {

    private final Map<String, String> given = new LinkedHashMap<>(Map.of(
            "receivers[0].name", "ops",
            "receivers[0].kind", "slack",
            "receivers[0].url", "https://hooks.example.org/T0/very-secret",
            "rules[0].receiver", "ops",
            "rules[0].events[0]", "alert-fired"));

    private List<SettingMistake> mistakes() {
        var properties = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> properties.put("vigia.notifications." + name, value));
        return new NotificationRule()
                .mistakes(new Binder(new MapConfigurationPropertySource(properties)), Set.of("bankchurn"));
    }

    @Test
    void takesWhatIsRight() {
        given.put("rules[0].projects[0]", "bankchurn");
        given.put("rules[0].severities[0]", "critical");
        given.put("receivers[0].title", "{{severity}}: {{name}} of {{project}}");
        given.put(
                "receivers[0].text", "{{#labels.service}}{{labels.service}}: {{/labels.service}}{{sentence}} {{link}}");

        assertThat(mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    receivers[0].name       | no space here      | receivers[0].name       | letters, digits, dots and dashes
                    receivers[0].kind       | pager              | receivers[0].kind       | one of slack, teams, webhook, github, gitlab
                    receivers[0].url        | file:///etc/passwd | receivers[0].url        | https://host/path
                    receivers[0].secret     | x                  | receivers[0].secret     | expected none
                    receivers[0].repository | a/b                | receivers[0].repository | expected none
                    receivers[0].title      | {{nobody}}         | receivers[0].title      | event, title, sentence
                    receivers[0].text       | {{#open}}          | receivers[0].text       | Mustache template
                    receivers[0].text       | {{> file}}         | receivers[0].text       | Mustache template
                    rules[0].receiver       | opps               | rules[0].receiver       | the name of a receiver: ops
                    rules[0].events[0]      | alarm              | rules[0].events[0]      | alert-fired, alert-resolved, verdict-changed
                    rules[0].projects[0]    | bankchrun          | rules[0].projects[0]    | a project that is watched: bankchurn
                    rules[0].severities[0]  | bad                | rules[0].severities[0]  | critical, warning, info and none
                    keep                    | -1d                | keep                    | such as 90d
                    """)
    void saysWhatIsWrongWhereAndWhatToDo(String property, String value, String at, String expected) {
        given.put(property, value);

        assertThat(mistakes()).anySatisfy(mistake -> {
            assertThat(mistake.property()).isEqualTo("vigia.notifications." + at);
            assertThat(mistake.expected()).contains(expected);
        });
    }

    @Test
    void asksForWhatATrackerNeeds() {
        given.put("receivers[0].kind", "github");
        given.remove("receivers[0].url");

        assertThat(mistakes())
                .extracting(SettingMistake::property)
                .containsExactly(
                        "vigia.notifications.receivers[0].repository", "vigia.notifications.receivers[0].secret");
    }

    @Test
    void neverShowsAnAddressOrASecret() {
        given.put("receivers[0].url", "https://hooks.example.org/T0/very secret");

        assertThat(mistakes())
                .hasSize(1)
                .noneSatisfy(mistake -> assertThat(mistake.toString()).contains("very secret"));
    }
}
