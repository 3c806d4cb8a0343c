package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class OutboundTest {

    private final AuditLog audit = mock(AuditLog.class);

    private Outbound outbound(String... ranges) {
        var settings = new NetworkSettings(Arrays.stream(ranges).map(Cidr::of).toList(), null);
        return new Outbound(settings, audit, Clock.systemUTC(), new MockEnvironment());
    }

    private Outbound byDefault() {
        return outbound("0.0.0.0/0", "::/0");
    }

    @AfterEach
    void resetTheResolver() {
        byDefault();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:5000/", "https://10.1.2.3/", "http://[::1]:5000/", "http://localhost:5000/x",
                "ssh://git@192.168.1.1:22/a", "https://8.8.8.8/", "http://[fd12::1]/", "http://name.invalid/"
            })
    void letsThroughWhereSelfHostedServersLive(String url) {
        assertThatCode(() -> byDefault().check(URI.create(url))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fe80::1]/",
                "http://0.0.0.0/",
                "http://[::]/",
                "http://224.0.0.1/",
                "http://[ff02::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://2852039166/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.01/",
                "http://127.0.0.1./",
                "http://user:secret@127.0.0.1/",
                "http://a@169.254.169.254/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "http:///path",
                "http:opaque",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[fd00:ec2::254]/",
                "http://100.100.100.200/",
                "ssh://-oProxyCommand=x@127.0.0.1/"
            })
    void refuses(String url) {
        var outbound = byDefault();

        assertThatThrownBy(() -> outbound.check(URI.create(url)))
                .isInstanceOf(OutboundRefused.class)
                .hasMessageContaining("was refused")
                .message()
                .doesNotContain("secret");
        assertThat(outbound.refusals()).isEqualTo(1);
        verify(audit).record(eq("vigia"), eq("outbound-refused"), any(), any());
    }

    @Test
    void auditsTheSameHostOnce() {
        var outbound = byDefault();
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> outbound.check(URI.create("http://169.254.169.254/")))
                    .isInstanceOf(OutboundRefused.class);
        }

        assertThat(outbound.refusals()).isEqualTo(5);
        verify(audit, times(1)).record(any(), any(), eq("169.254.169.254"), any());
    }

    @Test
    void letsThroughASpecialAddressThatTheListNames() {
        assertThatCode(() -> outbound("169.254.169.254/32").check(URI.create("http://169.254.169.254/")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatANarrowListDoesNotName() {
        var outbound = outbound("10.0.0.0/8");

        assertThatThrownBy(() -> outbound.check(URI.create("http://127.0.0.1/")))
                .isInstanceOf(OutboundRefused.class);
        assertThatThrownBy(() -> outbound.check(URI.create("http://localhost/")))
                .isInstanceOf(OutboundRefused.class);
    }

    @Test
    void standsBeneathEveryClientOfTheProcess() {
        assertThat(GuardedResolver.install()).isTrue();
        outbound("10.0.0.0/8");

        assertThatThrownBy(() -> InetAddress.getAllByName("localhost.localdomain." + System.nanoTime() + ".localhost"))
                .isInstanceOf(UnknownHostException.class);
    }

    /// A name that leads to a public address when it is checked and to the metadata service afterwards.
    @Test
    void givesNoClientTheAddressThatANameWasChangedTo() throws Exception {
        byDefault();
        var answers = List.of("192.0.2.10", "169.254.169.254").iterator();
        var resolver = GuardedResolver.guarded(
                new InetAddressResolver() {
                    @Override
                    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                            throws UnknownHostException {
                        return Stream.of(InetAddress.getByName(answers.next()));
                    }

                    @Override
                    public String lookupByAddress(byte[] address) {
                        return "";
                    }
                },
                () -> "here");
        var policy = LookupPolicy.of(LookupPolicy.IPV4 | LookupPolicy.IPV6);

        assertThat(resolver.lookupByName("rebind.example", policy)).hasSize(1);
        assertThatThrownBy(() -> resolver.lookupByName("rebind.example", policy))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("vigia.network.allowed-cidrs");
    }

    @Test
    void leavesTheDatabaseAlone() {
        assertThat(DatabaseHosts.of("jdbc:postgresql://db-1:5432,db-2/vigia?ssl=true"))
                .isEqualTo(Set.of("db-1", "db-2"));
        assertThat(DatabaseHosts.of("jdbc:h2:file:/data/vigia")).isEmpty();
    }
}
