package dev.vigia.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether our clock goes as those of the servers we ask: ages, silences and outages are reckoned with both.
@Component
@Order(80)
class ClockDiagnostic implements Diagnostic {

    /// The header has whole seconds, and an answer takes its time.
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ObjectProvider<Diagnostic> others;
    private final Outbound outbound;
    private final Clock clock;

    ClockDiagnostic(ObjectProvider<Diagnostic> others, Outbound outbound, Clock clock) {
        this.others = others;
        this.outbound = outbound;
        this.clock = clock;
    }

    @Override
    public String part() {
        return "Clock";
    }

    @Override
    public List<Finding> look() {
        var asked = new LinkedHashSet<URI>();
        others.stream().filter(other -> other != this).forEach(other -> asked.addAll(other.servers()));
        var findings = new ArrayList<Finding>();
        var agreeing = 0;
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (URI server : asked) {
                var ahead = ahead(http, server);
                if (ahead.isPresent() && ahead.get().abs().compareTo(TOLERATED) > 0) {
                    findings.add(Finding.wrong(
                            server.getAuthority(),
                            "Our clock is " + ahead.get().abs().toSeconds() + " s "
                                    + (ahead.get().isNegative() ? "behind" : "ahead of") + " that of " + server + ".",
                            "Let both be set by NTP (timedatectl set-ntp true)."));
                } else if (ahead.isPresent()) {
                    agreeing++;
                }
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    agreeing == 0
                            ? Finding.note(
                                    "", "Nobody to compare it with: no server that is asked said its time.", null)
                            : Finding.ok(
                                    "",
                                    "It goes as "
                                            + (agreeing == 1
                                                    ? "that of the server"
                                                    : "those of the " + agreeing + " servers")
                                            + " that answered."));
        }
        return findings;
    }

    private Optional<Duration> ahead(HttpClient http, URI server) {
        try {
            outbound.check(server);
            var before = clock.instant();
            var answer = http.send(
                    HttpRequest.newBuilder(server)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            var middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            return answer.headers().firstValue("Date").map(date -> Duration.between(time(date), middle));
        } catch (IOException | OutboundRefused | DateTimeParseException e) {
            // That it does not answer is said by whoever needs it.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Instant time(String date) {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
