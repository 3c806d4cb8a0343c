package dev.vigia.platform.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param enabled whether this instance runs jobs at all; its screens work without
/// @param poll how often to look for jobs that are due
/// @param heartbeat how often a running job says that it lives; after six silent beats another instance takes it
@ConfigurationProperties("vigia.jobs")
record JobsSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("5s") Duration heartbeat) {}
