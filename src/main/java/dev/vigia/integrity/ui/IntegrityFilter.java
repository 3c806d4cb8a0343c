package dev.vigia.integrity.ui;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.Outcome;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The filters that are not text: verdicts, and checks that are a problem.
class IntegrityFilter extends Div {

    private static final List<Outcome> WORST_FIRST = List.of(Outcome.FAIL, Outcome.UNKNOWN, Outcome.WARN, Outcome.PASS);

    private final Chip button = new Chip("Filter", () -> {});
    private final CheckboxGroup<Outcome> verdicts = new CheckboxGroup<>("Verdict");
    private final CheckboxGroup<CheckKind> failing = new CheckboxGroup<>("Check with a problem");

    IntegrityFilter(Consumer<Set<Outcome>> onVerdicts, Consumer<Set<CheckKind>> onFailing, Runnable onClear) {
        addClassName("filter");
        verdicts.setItems(WORST_FIRST);
        verdicts.setRenderer(new ComponentRenderer<>(
                outcome -> new StatusBadge(IntegrityWords.tone(outcome), IntegrityWords.verdict(outcome))));
        verdicts.setItemLabelGenerator(IntegrityWords::verdict);
        verdicts.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onVerdicts.accept(change.getValue());
            }
        });
        failing.setItems(IntegrityWords.COLUMNS);
        failing.setItemLabelGenerator(IntegrityWords::name);
        failing.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onFailing.accept(change.getValue());
            }
        });
        var clear = new NativeButton("Clear all filters", click -> onClear.run());
        clear.addClassName("link-button");
        var both = new Div(verdicts, failing);
        both.addClassName("filter-groups");
        var popover = new Popover(both, clear);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel("Filter");
        button.addClassName("icon-filter");
        button.getElement().setAttribute("aria-haspopup", "dialog");
        add(button, popover);
    }

    void show(IntegrityState state, Map<Outcome, Long> counts) {
        verdicts.setValue(state.verdicts());
        failing.setValue(state.failing());
        verdicts.setItemHelperGenerator(
                outcome -> IntegrityWords.plural(counts.getOrDefault(outcome, 0L), "version", "versions"));
        int set = state.verdicts().size() + state.failing().size();
        button.setSelected(set > 0);
        if (set > 0) {
            button.setCount(set, Tone.NEUTRAL);
        } else {
            button.withoutCount();
        }
    }
}
