package dev.vigia.bench;

import java.util.ArrayList;
import java.util.List;

/// Takes the rounds of a ratio: ours, theirs, ours, theirs (ABAB), after unmeasured ones of each.
public final class Rounds {

    /// Enough for a median that one hiccup does not move.
    private static final int USUAL = 7;

    /// A server that has been up for a while is what is compared: in the first rounds our code is still interpreted.
    private static final int UNMEASURED = 2;

    private final int count;

    private Rounds(int count) {
        this.count = count;
    }

    /// As many as `--rounds` says, seven without it; the table shows how many there were.
    public static Rounds usual() {
        return new Rounds(Integer.getInteger("vigia.bench.rounds", USUAL));
    }

    /// The measured ones and the unmeasured before them, for sides that need something fresh each time.
    public int all() {
        return count + UNMEASURED;
    }

    /// Of figures that a side wrote down each time it ran, those of the measured rounds.
    public List<Double> measured(List<Double> all) {
        return List.copyOf(all.subList(all.size() - count, all.size()));
    }

    /// A side of the comparison; what it throws ends the benchmark.
    @FunctionalInterface
    public interface Side {
        void run() throws Exception;
    }

    /// A side that times itself, for work with a set-up that must not count.
    @FunctionalInterface
    public interface TimedSide {
        /// @return seconds
        double run() throws Exception;
    }

    public Ratio compare(String what, double target, Side ours, Side theirs) throws Exception {
        return compareTimed(what, target, timed(ours), timed(theirs));
    }

    public Ratio compareTimed(String what, double target, TimedSide ours, TimedSide theirs) throws Exception {
        for (int i = 0; i < UNMEASURED; i++) {
            ours.run();
            theirs.run();
        }
        List<Double> a = new ArrayList<>();
        List<Double> b = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            a.add(ours.run());
            b.add(theirs.run());
        }
        return new Ratio(what, target, a, b, "");
    }

    /// Wraps a side with a stopwatch.
    public static TimedSide timed(Side side) {
        return () -> {
            long start = System.nanoTime();
            side.run();
            return (System.nanoTime() - start) / 1e9;
        };
    }
}
