package dev.vigia.platform;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param allowedCidrs the special address ranges that sources may be in; public addresses need no mention. The
///     default is loopback and the private ranges, since self-hosted servers live there.
@ConfigurationProperties("vigia.network")
record NetworkSettings(
        @DefaultValue({
            "127.0.0.0/8",
            "::1/128",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "fc00::/7"
        })
        List<Cidr> allowedCidrs) {}
