package dev.vigia.runs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param overlap how far back each incremental sync looks again, for clocks that differ and late writes
/// @param openFor for how long an open run is asked again at each sync; a run left open longer waits for the full
///     sweep
/// @param openRuns open runs asked again at each sync, at most
/// @param claims runs that claim a version and are compared at each sync, newest first; the others wait for the full
///     sweep
/// @param artifactLooks runs that are looked at for artifacts after each sync, at most; one request each
@Validated
@ConfigurationProperties("vigia.runs")
record RunSyncSettings(
        @NotNull @DefaultValue("10m") Duration overlap,
        @NotNull @DefaultValue("7d") Duration openFor,
        @Min(0) @Max(10_000) @DefaultValue("500") int openRuns,
        @Min(0) @Max(10_000) @DefaultValue("50") int claims,
        @Min(0) @Max(10_000) @DefaultValue("100") int artifactLooks) {}
