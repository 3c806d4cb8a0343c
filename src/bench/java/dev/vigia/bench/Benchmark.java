package dev.vigia.bench;

import java.util.List;

/// One benchmark. The runner finds every class of the test class path below `dev.vigia` that implements this,
/// whatever its package and visibility, and calls its constructor without arguments.
public interface Benchmark {

    /// Short, lower case, and what `./vigia bench NAME` takes.
    String name();

    /// Why it cannot run here (a peer that is not installed), or an empty text if it can.
    default String missing() {
        return "";
    }

    /// Measures. Clean up what was started, also when it fails.
    ///
    /// @return one ratio for each promise that was measured
    List<Ratio> run() throws Exception;
}
