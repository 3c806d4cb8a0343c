package dev.vigia.drift.evidently;

import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param zone of the clocks that reports were made by, which they do not name
@Validated
@ConfigurationProperties("vigia.drift")
record EvidentlySettings(@NotNull @DefaultValue("UTC") ZoneId zone) {}
