package dev.vigia.platform;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param allowedCidrs the address ranges that sources may be in. The default is every address, loopback and the
///     private ranges among them, since self-hosted servers live there; see [AddressPolicy] for those that must be
///     named all the same.
/// @param publicUrl where people reach Vigía, for links in what it sends
@Validated
@ConfigurationProperties("vigia.network")
record NetworkSettings(
        @DefaultValue({"0.0.0.0/0", "::/0"}) List<Cidr> allowedCidrs,

        @Pattern(
                regexp = "https?://[^@\\s?#]+",
                message = "expected the address that people open Vigía with, such as https://vigia.example.org")
        @Nullable
        String publicUrl) {}
