package dev.vigia.runs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run like another one, but for what is said.
public final class RunBuilder {

    private final Run run;
    private String name;
    private boolean deleted;
    private @Nullable RunId parent;
    private Map<String, Double> metrics;
    private Map<String, String> params;

    private RunBuilder(Run run) {
        this.run = run;
        name = run.name();
        deleted = run.deleted();
        parent = run.parent();
        metrics = run.metrics();
        params = run.params();
    }

    public static RunBuilder like(Run run) {
        return new RunBuilder(run);
    }

    public RunBuilder name(String value) {
        name = value;
        return this;
    }

    public RunBuilder deleted() {
        deleted = true;
        return this;
    }

    public RunBuilder parent(RunId value) {
        parent = value;
        return this;
    }

    public RunBuilder metrics(Map<String, Double> value) {
        metrics = value;
        return this;
    }

    public RunBuilder params(Map<String, String> value) {
        params = value;
        return this;
    }

    public Run build() {
        return new Run(
                run.id(),
                name,
                run.experimentId(),
                run.experiment(),
                run.user(),
                run.status(),
                run.startedAt(),
                run.endedAt(),
                deleted,
                run.artifacts(),
                run.sourceCommit(),
                run.version(),
                parent,
                metrics,
                params,
                run.tags(),
                run.paramsHash());
    }
}
