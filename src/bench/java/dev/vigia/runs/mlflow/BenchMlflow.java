package dev.vigia.runs.mlflow;

import dev.vigia.runs.RunSource;
import java.time.Clock;
import java.time.Duration;
import org.mockito.Mockito;
import org.springframework.util.unit.DataSize;

/// The adapter with its usual settings, which benchmarks of other packages cannot make themselves.
public final class BenchMlflow {

    private BenchMlflow() {}

    public static RunSource source() {
        return new MlflowRunSource(
                new MlflowSettings(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Integer.getInteger("vigia.bench.page", 1000),
                        Integer.getInteger("vigia.bench.windows", 4),
                        DataSize.ofMegabytes(48),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(15)),
                Mockito.mock(dev.vigia.platform.Outbound.class),
                Clock.systemUTC());
    }
}
