package dev.vigia.runs;

import dev.vigia.platform.Diagnostic;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether each project's tracking server answers and has the experiments that are asked of it.
@Component
@Order(30)
class RunsDiagnostic implements Diagnostic {

    private final Projects projects;
    private final List<RunSource> sources;

    RunsDiagnostic(Projects projects, List<RunSource> sources) {
        this.projects = projects;
        this.sources = sources;
    }

    @Override
    public String part() {
        return "Runs";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        for (Project project : projects.all()) {
            var mlflow = project.mlflow();
            if (mlflow != null) {
                findings.add(look(project.key().value(), mlflow));
            }
        }
        return findings;
    }

    @Override
    public List<URI> servers() {
        return projects.all().stream()
                .map(Project::mlflow)
                .filter(mlflow -> mlflow != null && mlflow.trackingUri().startsWith("http"))
                .map(mlflow -> URI.create(mlflow.trackingUri()))
                .toList();
    }

    private Finding look(String project, Project.Mlflow mlflow) {
        try (var reading = source(mlflow).open(mlflow)) {
            var names = new TreeSet<String>();
            reading.experiments().stream()
                    .filter(experiment -> !experiment.deleted())
                    .forEach(experiment -> names.add(experiment.name()));
            var absent = mlflow.experiments().stream()
                    .filter(wanted -> !names.contains(wanted))
                    .toList();
            return absent.isEmpty()
                    ? Finding.ok(project, mlflow.trackingUri() + " answers; experiments: " + names.size() + ".")
                    : Finding.wrong(
                            project,
                            mlflow.trackingUri() + " has no experiment " + String.join(", ", absent) + ".",
                            "Correct mlflow.experiments; there are: " + String.join(", ", names) + ".");
        } catch (SourceFailure e) {
            return Finding.wrong(project, String.valueOf(e.getMessage()), null);
        }
    }

    private RunSource source(Project.Mlflow mlflow) throws SourceFailure {
        return sources.stream()
                .filter(source -> source.reads(mlflow))
                .findFirst()
                .orElseThrow(() -> new SourceFailure(
                        "mlflow-unsupported", mlflow.trackingUri() + " is not a kind of address that is read.", null));
    }
}
