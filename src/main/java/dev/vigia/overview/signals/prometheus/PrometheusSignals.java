package dev.vigia.overview.signals.prometheus;

import dev.vigia.overview.signals.SignalSource;
import dev.vigia.overview.signals.Trend;
import dev.vigia.projects.Project;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import dev.vigia.projects.SourceFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Asks a Prometheus for each signal, one after the other: for the number now, and for how it went lately. A query
/// that is wrong is that signal's matter; a server that does not answer ends it for all of them.
@Component
class PrometheusSignals implements SignalSource {

    private static final int POINTS = 60;

    /// A server that takes nearly its whole time for each question is not asked all of them.
    private static final int TIMES_THE_TIMEOUT = 3;

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final PrometheusHttp http;
    private final SignalSettings settings;
    private final Clock clock;

    PrometheusSignals(PrometheusHttp http, SignalSettings settings, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Map<Signal, Answer> ask(Project project, Signals signals) throws SourceFailure {
        var until = clock.instant().plus(settings.timeout().multipliedBy(TIMES_THE_TIMEOUT));
        var answers = new EnumMap<Signal, Answer>(Signal.class);
        var refused = 0;
        for (var rule : signals.rules()) {
            if (clock.instant().isAfter(until)) {
                throw new SourceFailure(
                        "prometheus-unreachable",
                        "Prometheus is too slow: after " + answers.size() + " of "
                                + signals.rules().size() + " signals its time was over.",
                        null);
            }
            var said = http.ask(signals.prometheus(), "query", Map.of("query", rule.query(), "timeout", patience()));
            refused += "error".equals(said.status()) ? 1 : 0;
            answers.put(rule.signal(), answer(signals, rule, QueryAnswer.number(said)));
        }
        if (refused == answers.size()) {
            var first = answers.values().iterator().next();
            throw new SourceFailure("prometheus-answer", String.valueOf(first.problem()), null);
        }
        return answers;
    }

    private Answer answer(Signals signals, Signals.Rule rule, QueryAnswer now) throws SourceFailure {
        var end = end(now);
        var trend = now.isRefused() ? Trend.NONE : trend(signals, rule, end);
        return now.problem() == null ? Answer.of(now.number(), trend) : Answer.none(now.problem(), trend);
    }

    /// By its own clock, which need not be ours; but for one that is no clock.
    private Instant end(QueryAnswer now) {
        var ours = clock.instant();
        return now.at() != null && Duration.between(now.at(), ours).abs().compareTo(CLOCKS_DIFFER) < 0
                ? now.at()
                : ours;
    }

    /// For a query: so that one that takes too long is that signal's matter, and not taken for a server that is away.
    private String patience() {
        return settings.timeout().toMillis() * 9 / 10 + "ms";
    }

    private Trend trend(Signals signals, Signals.Rule rule, Instant end) throws SourceFailure {
        var step = Duration.ofSeconds(Math.max(1, settings.trend().toSeconds() / POINTS));
        var from = end.minus(step.multipliedBy(POINTS));
        return QueryAnswer.trend(
                http.ask(
                        signals.prometheus(),
                        "query_range",
                        Map.of(
                                "query",
                                rule.query(),
                                "start",
                                from.toString(),
                                "end",
                                end.toString(),
                                "step",
                                String.valueOf(step.toSeconds()),
                                "timeout",
                                patience())),
                from,
                step,
                POINTS + 1);
    }
}
