package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.Div;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// One project or all of them, each with its number of problems.
class ProjectChips extends Div {

    private final Chip all;
    private final Map<ProjectKey, Chip> chips = new LinkedHashMap<>();

    /// @param onChoose given null for all projects
    ProjectChips(List<Project> projects, Consumer<@Nullable ProjectKey> onChoose) {
        addClassName("bar-chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Project");
        all = new Chip("All projects", () -> onChoose.accept(null));
        if (projects.size() > 1) {
            add(all);
        }
        for (Project project : projects) {
            var chip = new Chip(project.name(), () -> onChoose.accept(project.key()));
            chip.setTitle(project.key().value());
            chips.put(project.key(), chip);
            add(chip);
        }
    }

    void show(@Nullable ProjectKey chosen, ToLongFunction<ProjectKey> problems) {
        all.setSelected(chosen == null);
        chips.forEach((key, chip) -> {
            chip.setSelected(key.equals(chosen) || chips.size() == 1);
            long number = problems.applyAsLong(key);
            if (number > 0) {
                chip.setCount(number, Tone.BAD);
            } else {
                chip.withoutCount();
            }
        });
    }
}
