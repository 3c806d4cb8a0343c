package dev.vigia.alerts.alertmanager;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    @AssertTrue(message = "clusters: expected a name for each that no other has")
    boolean isNamedApart() {
        var names =
                clusters.stream().map(Cluster::name).filter(Objects::nonNull).toList();
        return Set.copyOf(names).size() == names.size();
    }

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

        @AssertTrue(message = "expected username and password, or token, or none of them")
        boolean isSignedInOneWay() {
            return (username == null) == (password == null) && (token == null || username == null);
        }

        @AssertTrue(message = "name: expected another one; under vigia are Vigía's own alerts")
        boolean isNotOurs() {
            return !"vigia".equals(name);
        }

        @Override
        public String toString() {
            return "Cluster[" + name + "]";
        }
    }
}
