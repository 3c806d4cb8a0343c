package dev.vigia.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param adminPassword of the account `admin`; without it one is generated and printed at the first start
/// @param bootstrapToken an API token with every scope, for first set-up and CI; any text
@ConfigurationProperties("vigia.security")
record SecuritySettings(
        @Nullable String adminPassword, @Nullable String bootstrapToken) {

    @Override
    public String toString() {
        return "SecuritySettings[••••]";
    }
}
