package dev.vigia.alerts.alertmanager;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param clusters the Alertmanagers that can be asked; deliveries are taken from others as well
/// @param timeout for one question to an Alertmanager
@Validated
@ConfigurationProperties("vigia.alerts")
record AlertmanagerSettings(
        @DefaultValue List<@Valid Cluster> clusters,
        @NotNull @DefaultValue("10s") Duration timeout) {

    /// @param name as in the receiver's `?cluster=`
    /// @param url of one of its members
    record Cluster(
            @NotBlank(message = "expected the name that its deliveries give as cluster") @Nullable
            String name,

            @NotNull(message = "expected http://host or https://host")
            @Pattern(regexp = "https?://[^@\\s]+", message = "expected http://host or https://host, without a password")
            @Nullable
            String url,

            @Nullable String username,
            @Nullable String password,
            @Nullable String token) {

        @Override
        public String toString() {
            return "Cluster[" + name + "]";
        }
    }
}
