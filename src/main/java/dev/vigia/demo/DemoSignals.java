package dev.vigia.demo;

import dev.vigia.overview.signals.SignalSource;
import dev.vigia.overview.signals.Trend;
import dev.vigia.projects.Project;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Stands for the Prometheus that was recorded by `src/demo/record_signals.py`, and says so.
@Component
@Primary
@ConditionalOnBooleanProperty("vigia.demo")
class DemoSignals implements SignalSource {

    private static final String RECORDING = "/demo/signals.json";

    /// What the Prometheus answered at the end of its day.
    ///
    /// @param number null if it had none
    /// @param trend null where it had none
    private record Recorded(@Nullable Double number, List<@Nullable Double> trend) {}

    private record Recording(int step, Map<String, Map<String, Recorded>> services) {}

    private final Recording recording;
    private final Clock clock;

    DemoSignals(Clock clock) {
        this.clock = clock;
        try (var in = Objects.requireNonNull(DemoSignals.class.getResourceAsStream(RECORDING), RECORDING)) {
            this.recording = JsonMapper.shared().readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("The recording " + RECORDING + " cannot be read", e);
        }
    }

    @Override
    public Map<Signal, Answer> ask(Project project, Signals signals) {
        var now = clock.instant();
        var recorded = recording.services().getOrDefault(project.key().value(), Map.of());
        var answers = new EnumMap<Signal, Answer>(Signal.class);
        signals.rules()
                .forEach(rule -> answers.put(
                        rule.signal(), answer(recorded.get(rule.signal().text()), now)));
        return answers;
    }

    private Answer answer(@Nullable Recorded recorded, Instant now) {
        if (recorded == null || recorded.number() == null) {
            return Answer.none("No series answers: nothing that the query asks for was scraped.", Trend.NONE);
        }
        var step = Duration.ofSeconds(recording.step());
        var numbers = recorded.trend().stream()
                .map(number -> number == null ? Double.valueOf(Double.NaN) : number)
                .toList();
        return Answer.of(
                recorded.number(), new Trend(now.minus(step.multipliedBy(numbers.size() - 1L)), step, numbers));
    }

    @Override
    public String caveat() {
        return "Recorded, not live";
    }
}
