package dev.vigia.projects;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param enabled whether this instance runs syncs at all; its screens and its API work without
/// @param poll how often to look for syncs that are due
/// @param heartbeat how often a running sync says that it lives; after six silent beats another instance takes it
@ConfigurationProperties("vigia.jobs")
record JobsSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("5s") Duration heartbeat) {}
