package dev.vigia.platform;

import java.net.InetAddress;
import java.util.List;

/// Which addresses may be connected to. Ranges that lead to machines and not to servers (link-local with the clouds'
/// metadata services, multicast, unspecified, translated IPv4) are only open to a range that names them: one as
/// narrow as they are.
record AddressPolicy(List<Cidr> allowed) {

    private static final List<Cidr> SPECIAL = List.of(
                    "0.0.0.0/8",
                    "169.254.0.0/16",
                    "100.100.100.200/32",
                    "192.0.0.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "2002::/16",
                    "fe80::/10",
                    "fec0::/10",
                    "fd00:ec2::/32",
                    "ff00::/8")
            .stream()
            .map(Cidr::of)
            .toList();

    private static final Cidr LOOPBACK_6 = Cidr.of("::1/128");

    boolean allows(InetAddress address) {
        var naming = allowed.stream().filter(range -> range.contains(address)).toList();
        if (naming.isEmpty()) {
            return false;
        }
        return LOOPBACK_6.contains(address)
                || SPECIAL.stream()
                        .filter(special -> special.contains(address))
                        .allMatch(special -> naming.stream().anyMatch(range -> range.bits() >= special.bits()));
    }
}
