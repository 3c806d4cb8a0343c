package dev.vigia.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The JVM's resolver of names, with the addresses left out that must not be connected to. It stands beneath every
/// client in the process (HTTP, Git, S3, ssh), so none of them can be led astray by a name whose address changes.
///
/// Made by Java's service loader, hence public and without parts injected.
public final class GuardedResolver extends InetAddressResolverProvider {

    private static final String REFUSED = "not in vigia.network.allowed-cidrs";

    private record Guard(AddressPolicy policy, Set<String> exempt) {}

    private static volatile boolean installed;
    private static volatile Guard guard =
            new Guard(new AddressPolicy(List.of(Cidr.of("0.0.0.0/0"), Cidr.of("::/0"))), Set.of());

    static void guard(AddressPolicy policy, Set<String> exempt) {
        guard = new Guard(policy, exempt);
    }

    /// Makes Java load the resolver now, while the caller's class loader can see it. Later would be too late: the
    /// first thread that resolves a name decides for the whole process.
    public static boolean install() {
        try {
            InetAddress.getByName("localhost");
        } catch (UnknownHostException e) {
            // A machine without localhost; the resolver is loaded all the same.
        }
        return installed;
    }

    static boolean isRefusal(UnknownHostException e) {
        return String.valueOf(e.getMessage()).contains(REFUSED);
    }

    @Override
    public String name() {
        return "vigia";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        installed = true;
        return guarded(configuration.builtinResolver(), configuration::lookupLocalHostName);
    }

    static InetAddressResolver guarded(InetAddressResolver builtin, Supplier<String> localHostName) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy lookupPolicy)
                    throws UnknownHostException {
                var addresses = builtin.lookupByName(host, lookupPolicy).toList();
                var current = guard;
                if (current.exempt().contains(host.toLowerCase(Locale.ROOT)) || host.equals(localHostName.get())) {
                    return addresses.stream();
                }
                var allowed =
                        addresses.stream().filter(current.policy()::allows).toList();
                if (allowed.isEmpty()) {
                    throw new UnknownHostException(host + ": its address is " + REFUSED);
                }
                return allowed.stream();
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtin.lookupByAddress(address);
            }
        };
    }
}
