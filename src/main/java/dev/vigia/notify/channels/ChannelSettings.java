package dev.vigia.notify.channels;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param timeout for one question to a receiver, from its beginning to the end of the answer
@Validated
@ConfigurationProperties("vigia.notifications")
record ChannelSettings(@DefaultValue("10s") Duration timeout) {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// The lease of a receiver outlives every try.
    @AssertTrue(message = "timeout: expected a time of at most 20s")
    boolean isShorterThanTheLease() {
        return timeout.isPositive() && timeout.compareTo(LONGEST) <= 0;
    }
}
