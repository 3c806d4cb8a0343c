package dev.vigia.projects;

import dev.vigia.platform.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What is watched. That the settings are valid is seen from being here at all.
@Component
@Order(10)
class ProjectsDiagnostic implements Diagnostic {

    private final Projects projects;

    ProjectsDiagnostic(Projects projects) {
        this.projects = projects;
    }

    @Override
    public String part() {
        return "Configuration";
    }

    @Override
    public List<Finding> look() {
        var all = projects.all();
        if (all.isEmpty()) {
            return List.of(Finding.note(
                    "",
                    "It is valid, but names no project.",
                    "Add one under vigia.projects; the README shows the smallest."));
        }
        var keys = all.stream().map(project -> project.key().value()).collect(Collectors.joining(", "));
        return List.of(Finding.ok("", "It is valid. Projects: " + keys + "."));
    }
}
