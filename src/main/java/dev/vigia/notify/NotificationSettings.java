package dev.vigia.notify;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All text: [NotificationRule] reads it, and says everything that is wrong at once.
///
/// @param keep for how long it is known what was sent, and what could not be
@ConfigurationProperties("vigia.notifications")
record NotificationSettings(
        @DefaultValue List<ReceiverSettings> receivers,
        @DefaultValue List<RuleSettings> rules,
        @DefaultValue("90d") Duration keep) {

    record ReceiverSettings(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String url,
            @Nullable String secret,
            @Nullable String repository,
            @Nullable String title,
            @Nullable String text) {

        @Override
        public String toString() {
            return "ReceiverSettings[" + name + "]";
        }
    }

    record RuleSettings(
            @Nullable String receiver,
            @DefaultValue List<String> events,
            @DefaultValue List<String> projects,
            @DefaultValue List<String> severities) {}
}
