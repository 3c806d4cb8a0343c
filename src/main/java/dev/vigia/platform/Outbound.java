package dev.vigia.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Judges every URL before it is connected to. What the name leads to is judged here and, through
/// [GuardedResolver], again at the moment of connecting, so that an answer that changes in between gains nothing.
/// Clients must not follow redirects to another host.
///
/// @see "src/docs/decisions/0003-outbound-addresses-are-checked-in-the-resolver.md"
@Component
public class Outbound {

    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
    private static final Set<String> SCHEMES = Set.of("http", "https", "ssh");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    private static final Pattern NUMBERS =
            Pattern.compile("(?:0[xX][0-9a-fA-F]*|\\d+)(?:\\.(?:0[xX][0-9a-fA-F]*|\\d+))*\\.?");
    private static final Duration AUDIT_AGAIN = Duration.ofHours(1);
    private static final int AUDITED_HOSTS = 1_000;

    private final AddressPolicy policy;
    private final AuditLog audit;
    private final Clock clock;
    private final AtomicLong refusals = new AtomicLong();
    private final Map<String, Instant> audited = new ConcurrentHashMap<>();

    Outbound(NetworkSettings settings, AuditLog audit, Clock clock, Environment environment) {
        this.policy = new AddressPolicy(settings.allowedCidrs());
        this.audit = audit;
        this.clock = clock;
        GuardedResolver.guard(policy, DatabaseHosts.of(environment.getProperty("spring.datasource.url", "")));
        if (!GuardedResolver.install()) {
            LOG.warn("Names are checked before but not while connecting: start Vigía through its own main class");
        }
    }

    /// @throws OutboundRefused if the URL's form or what its host leads to is not allowed; written to the audit log
    ///     once an hour for each host. An unknown host passes: connecting to it fails in its own words.
    public void check(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        if (!SCHEMES.contains(scheme)) {
            throw refuse(scheme, "only http, https and ssh are connected to, not " + scheme);
        }
        if (host == null || host.isEmpty()) {
            throw refuse("-", "the URL names no host");
        }
        var user = uri.getRawUserInfo();
        if (user != null && (!scheme.equals("ssh") || user.contains(":") || user.startsWith("-"))) {
            throw refuse(host, "names and passwords belong into settings of their own, not into the URL");
        }
        checkForm(host);
        checkAddresses(host);
    }

    /// How many URLs were refused since the start.
    public long refusals() {
        return refusals.get();
    }

    private void checkForm(String host) {
        var literal6 = host.startsWith("[");
        var mapped =
                literal6 && (host.contains(".") || host.toLowerCase(Locale.ROOT).contains("::ffff:"));
        if (mapped || host.contains("%")) {
            throw refuse(host, "write the address in its plain form");
        }
        if (!literal6
                && NUMBERS.matcher(host).matches()
                && !DOTTED_QUAD.matcher(host).matches()) {
            throw refuse(host, "write the address as four decimal numbers");
        }
    }

    private void checkAddresses(String host) {
        List<InetAddress> addresses;
        try {
            addresses = Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            if (GuardedResolver.isRefusal(e)) {
                throw refuse(host, notAllowed(host));
            }
            return;
        }
        if (addresses.stream().noneMatch(policy::allows)) {
            throw refuse(host, notAllowed(host));
        }
    }

    private static String notAllowed(String host) {
        return "the address of " + host + " is not in vigia.network.allowed-cidrs";
    }

    private OutboundRefused refuse(String host, String why) {
        refusals.incrementAndGet();
        var now = clock.instant();
        var last = audited.get(host);
        if (last == null || last.plus(AUDIT_AGAIN).isBefore(now)) {
            if (audited.size() >= AUDITED_HOSTS) {
                audited.clear();
            }
            audited.put(host, now);
            note(host, why);
        }
        return new OutboundRefused("The connection to " + host + " was refused: " + why + ".");
    }

    private void note(String host, String why) {
        try {
            audit.record("vigia", "outbound-refused", host, why);
        } catch (RuntimeException e) {
            // The refusal stands, whatever becomes of its entry.
            LOG.warn("Refused to connect to {} ({}), and the audit log cannot be written", host, why, e);
        }
    }
}
