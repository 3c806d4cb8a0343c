package dev.vigia.platform;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param allowedCidrs the address ranges that sources may be in. The default is every address, loopback and the
///     private ranges among them, since self-hosted servers live there; see [AddressPolicy] for those that must be
///     named all the same.
@ConfigurationProperties("vigia.network")
record NetworkSettings(@DefaultValue({"0.0.0.0/0", "::/0"}) List<Cidr> allowedCidrs) {}
