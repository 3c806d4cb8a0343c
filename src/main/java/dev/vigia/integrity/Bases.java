package dev.vigia.integrity;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.Sources;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// What a project's whole table rests on beside tags and runs: our own rules, the settings, and whether its runs
/// were ever read. Another basis means that every row is judged anew.
@Component
class Bases {

    private final Projects projects;
    private final Sources sources;

    Bases(Projects projects, Sources sources) {
        this.projects = projects;
        this.sources = sources;
    }

    record Basis(String text, Subject.RunKnowledge knowledge, Subject.Matching matching) {}

    Basis of(ProjectKey key) {
        var project = projects.require(key);
        var knowledge = knowledge(project);
        var matching = matching(project);
        var text = Judge.RULES + " " + knowledge + " " + matching.versionTag() + " " + matching.trackingUri() + " "
                + new TreeMap<>(matching.metrics()) + " " + new TreeMap<>(matching.params());
        return new Basis(text, knowledge, matching);
    }

    private Subject.RunKnowledge knowledge(Project project) {
        if (project.mlflow() == null) {
            return Subject.RunKnowledge.NO_SOURCE;
        }
        return sources.find(new SourceId(project.key(), SourceKind.MLFLOW))
                        .map(SourceStatus::lastGoodAt)
                        .isPresent()
                ? Subject.RunKnowledge.KNOWN
                : Subject.RunKnowledge.NOT_SYNCED;
    }

    private static Subject.Matching matching(Project project) {
        var mlflow = project.mlflow();
        return new Subject.Matching(
                project.names().metrics(),
                project.names().params(),
                mlflow != null && mlflow.trackingUri().startsWith("http") ? mlflow.trackingUri() : null,
                mlflow == null ? "version" : mlflow.versionTag());
    }
}
