package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.RenderedRunbook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A runbook as it is read: its text, its steps with what belongs to them, commands to copy, questions with their
/// answers. Beside an alert the steps can be ticked; without [#onTick] they are just marks.
///
/// @see "src/docs/decisions/0011-one-component-shows-runbooks.md"
@JsModule("context://assets/runbook.js")
public class RunbookView extends Composite<Div> {

    private final Function<Block.Fact, Optional<LiveAnswer>> answers;
    private final Map<String, StepRow> steps = new LinkedHashMap<>();
    private @Nullable BiConsumer<String, Boolean> onTick;
    private @Nullable StepRow current;

    /// @param answers what Vigía knows; asked once, now
    public RunbookView(RenderedRunbook runbook, Function<Block.Fact, Optional<LiveAnswer>> answers) {
        this.answers = answers;
        getContent().addClassName("runbook");
        fill(getContent(), runbook.blocks());
    }

    /// Makes the steps a checklist.
    ///
    /// @param listener told the step's id and whether it is done now, when a person ticks or unticks it; what is
    ///     shown stays as it was until [#setTicks] says otherwise
    public RunbookView onTick(BiConsumer<String, Boolean> listener) {
        onTick = listener;
        steps.values().forEach(StepRow::allowTicks);
        return this;
    }

    /// Which steps are done, by id; all others are not.
    public void setTicks(Map<String, StepTick> ticks) {
        steps.forEach((id, step) -> step.setTick(ticks.get(id)));
    }

    /// The ids of the steps, in reading order.
    public List<String> steps() {
        return List.copyOf(steps.keySet());
    }

    private void fill(Div into, List<Block> blocks) {
        current = null;
        for (var block : blocks) {
            switch (block) {
                case Block.Html(var html) -> {
                    current = null;
                    into.add(SanitizedHtml.of(html));
                }
                case Block.Step(var id, var html) -> {
                    var step = new StepRow(html, done -> tick(id, done));
                    steps.put(id, step);
                    current = step;
                    into.add(step);
                }
                case Block.Code code -> beside(into, new CodeBlock(code));
                case Block.Fact fact ->
                    beside(into, new FactLine(fact, answers.apply(fact).orElse(null)));
                case Block.Details details -> {
                    into.add(details(details));
                    current = null;
                }
            }
        }
    }

    /// What follows a step belongs to it.
    private void beside(Div into, Component component) {
        if (current == null) {
            into.add(component);
        } else {
            current.add(component);
        }
    }

    private Component details(Block.Details details) {
        var inside = new Div();
        fill(inside, details.blocks());
        return new Fold(details.summaryHtml(), inside, details.unfolded());
    }

    private void tick(String id, boolean done) {
        if (onTick != null) {
            onTick.accept(id, done);
        }
    }
}
