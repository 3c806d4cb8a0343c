package dev.vigia.versions.dvc;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param maxObjectsPerTag objects of one tag that are asked for; of a tag with more, folders are not looked into
///     unless somebody asks for it
/// @param timeout for one question to a remote over the network
@Validated
@ConfigurationProperties("vigia.dvc")
record DataSettings(
        @DefaultValue("10000") @Min(1) int maxObjectsPerTag,
        @DefaultValue("15s") Duration timeout) {}
