package dev.vigia.runs.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.vigia.platform.ui.Chip;
import dev.vigia.runs.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The strip under the bar: experiment, status, version, deleted ones, and how many runs that leaves.
class RunFilters extends Div {

    private final Select<String> experiment = new Select<>();
    private final Select<RunStatus> status = new Select<>();
    private final TextField version = new TextField();
    private final Chip deleted;
    private final NativeButton clear;
    private final Span count = new Span();

    /// @param onChange is told how the location changes
    RunFilters(Consumer<UnaryOperator<RunsLocation>> onChange) {
        addClassName("filters");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Filters");
        select(experiment, "Every experiment");
        experiment.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.accept(now -> now.withExperiment(change.getValue()));
            }
        });
        select(status, "Every status");
        status.setItems(RunStatus.values());
        status.setItemLabelGenerator(value -> value == null ? "Every status" : RunWords.status(value));
        status.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.accept(now -> now.withStatus(change.getValue()));
            }
        });
        version.setPlaceholder("Version");
        version.setAriaLabel("Claimed version");
        version.setClearButtonVisible(true);
        version.setValueChangeMode(ValueChangeMode.LAZY);
        version.addClassName("filter-version");
        version.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.accept(now -> now.withVersion(change.getValue().strip()));
            }
        });
        deleted = new Chip("Deleted too", () -> onChange.accept(now -> now.withDeleted(!now.deleted())));
        clear = new NativeButton("Clear", click -> onChange.accept(RunsLocation::withoutFilters));
        clear.addClassName("link-button");
        count.addClassName("filters-count");
        count.getElement().setAttribute("role", "status");
        add(experiment, status, version, deleted, clear, count);
    }

    void show(RunsLocation location, List<String> experiments, long found) {
        var choices = new ArrayList<>(experiments);
        if (location.experiment() != null && !choices.contains(location.experiment())) {
            choices.add(location.experiment());
        }
        experiment.setItems(choices);
        experiment.setValue(location.experiment());
        status.setValue(location.status());
        version.setValue(location.version() == null ? "" : location.version());
        deleted.setSelected(location.deleted());
        clear.setVisible(location.isFiltered());
        count.setText(
                found == 1
                        ? "1 run"
                        : String.format(Locale.ROOT, "%,d runs", found).replace(',', '\u202F'));
    }

    private static void select(Select<?> select, String all) {
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(all);
        select.setPlaceholder(all);
        select.setAriaLabel(all.replace("Every ", ""));
        select.addClassName("filter-select");
    }
}
