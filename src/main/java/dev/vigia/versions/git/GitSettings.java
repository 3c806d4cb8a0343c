package dev.vigia.versions.git;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How patient we are with a repository.
///
/// @param timeout for connecting and for each silence of the server
/// @param timeLimit for a whole answer or transfer, however lively
/// @param sizeLimit of a mirror on disk
@Validated
@ConfigurationProperties("vigia.git")
record GitSettings(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("15m") Duration timeLimit,
        @DefaultValue("4GB") DataSize sizeLimit) {}
