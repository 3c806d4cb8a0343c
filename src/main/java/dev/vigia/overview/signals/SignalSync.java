package dev.vigia.overview.signals;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import org.springframework.stereotype.Component;

/// A Prometheus is a source like any other: asked by one replica at a time, for what all of them show.
///
/// @see "src/docs/decisions/0018-prometheus-is-a-source.md"
@Component
class SignalSync implements SourceSync {

    private final SignalSource source;
    private final ReadingStore store;

    SignalSync(SignalSource source, ReadingStore store) {
        this.source = source;
        this.store = store;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.PROMETHEUS;
    }

    @Override
    public boolean appliesTo(Project project) {
        return project.signals() != null;
    }

    @Override
    public String sync(Project project, Mode mode, Progress progress) throws SourceFailure {
        var signals = project.signals();
        if (signals == null) {
            return "nothing to ask for";
        }
        var answers = source.ask(project, signals);
        store.keep(project.key(), signals, answers);
        var without = answers.values().stream()
                .filter(answer -> answer.number() == null)
                .count();
        return answers.size()
                + (answers.size() == 1 ? " signal" : " signals")
                + (without == 0 ? "" : ", " + without + " without a number");
    }
}
