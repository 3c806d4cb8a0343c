package dev.vigia.overview.signals;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Golden signals for programs.
@RestController
class SignalsApi {

    private final GoldenSignals signals;
    private final Projects projects;

    SignalsApi(GoldenSignals signals, Projects projects) {
        this.signals = signals;
        this.projects = projects;
    }

    /// @param askedAt when its Prometheus last answered; null if it never did
    /// @param failure why it cannot be asked; null if it can
    /// @param caveat such as that the numbers are recorded
    record Service(
            String project,
            String service,
            String state,
            @Nullable Instant askedAt,
            @Nullable String failure,
            @Nullable String caveat,
            List<Item> signals) {}

    /// @param signal such as `latency-p99`
    /// @param state `good`, `off_target`, `alert`, `watched` where there is no limit, or `unknown`
    /// @param unit `seconds`, `per_second`, `ratio`, where 1 is the whole, or `score`, from 0 to 1
    /// @param value the last that was known, in the unit; where the state is unknown it is old
    /// @param at when it was so
    /// @param reason why the state is unknown
    record Item(
            String signal,
            String state,
            String unit,
            @Nullable Double value,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable Double target,
            @Nullable Double alert,
            @Nullable String runbook,
            String query,
            TrendItem trend) {}

    /// @param values one each `stepSeconds`; null where nothing is known
    record TrendItem(Instant from, long stepSeconds, List<@Nullable Double> values) {}

    @GetMapping(path = "/api/v1/signals", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    List<Service> all() {
        return signals.all().stream().map(SignalsApi::service).toList();
    }

    @GetMapping(path = "/api/v1/projects/{key}/signals", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Service one(@PathVariable String key) {
        return signals.of(projects.require(new ProjectKey(key)))
                .map(SignalsApi::service)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "The project names no Prometheus; set signals.prometheus.url"));
    }

    private static Service service(ServiceSignals of) {
        return new Service(
                of.project().key().value(),
                of.signals().service(),
                lower(of.worst()),
                of.askedAt(),
                of.failure(),
                of.caveat(),
                of.reports().stream().map(SignalsApi::item).toList());
    }

    private static Item item(SignalReport report) {
        var rule = report.rule();
        return new Item(
                rule.signal().text(),
                lower(report.state()),
                lower(rule.signal().unit()),
                report.number(),
                report.at(),
                report.reason(),
                rule.target(),
                rule.alert(),
                rule.runbook(),
                rule.query(),
                trend(report.trend()));
    }

    private static TrendItem trend(Trend trend) {
        var values = new ArrayList<@Nullable Double>();
        trend.numbers().forEach(number -> values.add(number.isNaN() ? null : number));
        return new TrendItem(trend.from(), trend.step().toSeconds(), values);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
