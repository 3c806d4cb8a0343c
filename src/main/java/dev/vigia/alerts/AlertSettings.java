package dev.vigia.alerts;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param keepBodies for how long deliveries are kept word for word, to be replayed; 0 for not at all
/// @param keepDeliveries for how long it is known what was delivered when, and what became of it
/// @param keepEpisodes for how long episodes that are over are kept, with everything that people did about them
/// @param compareEvery how often the alerts here are compared with those of each Alertmanager
/// @param goneAfter for how long an Alertmanager must not know an alert before it counts as over
/// @param watchdogs names of alerts that always fire, to show that the way here works
/// @param watchdogPatience for how long one may not be delivered; longer than the `repeat_interval` of its route
/// @param raiseKpiBreaches whether Vigía raises a breach itself; not where a Prometheus that scrapes it does
/// @param projectLabels labels that may hold a project's key, the most telling first
/// @param modelLabels the same for a model's name
@Validated
@ConfigurationProperties("vigia.alerts")
record AlertSettings(
        @NotNull @DefaultValue("7d") Duration keepBodies,
        @NotNull @DefaultValue("90d") Duration keepDeliveries,
        @NotNull @DefaultValue("730d") Duration keepEpisodes,
        @NotNull @DefaultValue("30s") Duration compareEvery,
        @NotNull @DefaultValue("2m") Duration goneAfter,
        @NotNull @DefaultValue List<String> watchdogs,
        @NotNull @DefaultValue("15m") Duration watchdogPatience,
        @DefaultValue("true") boolean raiseKpiBreaches,
        @NotEmpty @DefaultValue({"project", "job"}) List<String> projectLabels,
        @NotEmpty @DefaultValue("model") List<String> modelLabels) {}
