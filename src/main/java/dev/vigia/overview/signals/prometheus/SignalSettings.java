package dev.vigia.overview.signals.prometheus;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param timeout for one question to a Prometheus, to the last byte of its answer
/// @param trend how far back the lines go
@Validated
@ConfigurationProperties("vigia.signals")
record SignalSettings(
        @NotNull
        @DurationMin(millis = 100, message = "expected at least 100ms")
        @DurationMax(minutes = 5, message = "expected at most 5m")
        @DefaultValue("10s")
        Duration timeout,

        @NotNull
        @DurationMin(minutes = 10, message = "expected at least 10m")
        @DurationMax(days = 31, message = "expected at most 31d")
        @DefaultValue("3h")
        Duration trend) {}
