package dev.vigia.peers;

import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import java.nio.file.Files;
import java.util.List;

/// The long version of [AlertInterruptionPeerTest]: the application is killed twenty times under load, and its
/// PostgreSQL five times. What is lost or doubled fails it; it takes some minutes.
final class AlertInterruptionBenchmark implements Benchmark {

    private static final int KILLS = 20;
    private static final int DATABASE_KILLS = 5;

    @Override
    public String name() {
        return "alert-kills";
    }

    @Override
    public List<Ratio> run() throws Exception {
        var answered = new AlertInterruptionPeerTest()
                .survives(Files.createTempDirectory("vigia-bench"), KILLS, DATABASE_KILLS);
        return List.of(new Ratio(
                "alerts lost or doubled ÷ alerts answered",
                0,
                List.of(0.0),
                List.of((double) answered),
                answered + " answered, killed " + KILLS + " times and its PostgreSQL " + DATABASE_KILLS + " times"));
    }
}
