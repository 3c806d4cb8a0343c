package dev.vigia.drift;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reports as `./vigia drift --json` writes them.
public final class DriftFixtures {

    private DriftFixtures() {}

    /// The first columns drifted.
    public static byte[] report(int drifted, int tested) {
        var columns = new StringBuilder();
        for (int i = 0; i < tested; i++) {
            columns.append(i == 0 ? "" : ",")
                    .append("{\"column\":\"feature_%d\",\"type\":\"num\",\"method\":\"psi\",".formatted(i))
                    .append("\"score\":%s,\"threshold\":0.1,\"drifted\":%s}"
                            .formatted(i < drifted ? 0.4 : 0.01, i < drifted));
        }
        var share = (double) drifted / tested;
        return "{\"datasetDrift\":%s,\"share\":%s,\"driftShare\":0.5,\"driftedColumns\":%d,\"testedColumns\":%d,\"columns\":[%s]}"
                .formatted(share >= 0.5, share, drifted, tested, columns)
                .getBytes(StandardCharsets.UTF_8);
    }

    public static DriftSubmission submission(
            ProjectKey project, byte[] json, @Nullable String html, @Nullable String run, @Nullable String version) {
        return new DriftSubmission(
                project,
                json,
                html == null ? null : html.getBytes(StandardCharsets.UTF_8),
                run == null ? null : new RunId(run),
                version,
                null,
                "test");
    }
}
