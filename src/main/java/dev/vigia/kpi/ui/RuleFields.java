package dev.vigia.kpi.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.vigia.projects.Threshold;
import dev.vigia.projects.Threshold.Kind;
import dev.vigia.projects.Threshold.Severity;
import java.util.Optional;
import java.util.function.Consumer;

/// One threshold to edit: above or below what, and how much that matters.
class RuleFields extends Div {

    private static final int TYPING_PAUSE_MILLIS = 250;

    private final Select<Kind> kind = new Select<>();
    private final NumberField number = new NumberField();
    private final Select<Severity> severity = new Select<>();

    RuleFields(Threshold given, Runnable onChange, Consumer<RuleFields> onRemove) {
        addClassName("rule-fields");
        kind.setAriaLabel("Breach when the value is");
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(each -> switch (each) {
            case ABOVE -> "above";
            case BELOW -> "below";
            case ABOVE_BASELINE_RATIO -> "above baseline ×";
            case BELOW_BASELINE_RATIO -> "below baseline ×";
        });
        kind.setValue(given.kind());
        number.setAriaLabel("Limit");
        number.setValue(given.number());
        number.setValueChangeMode(ValueChangeMode.LAZY);
        number.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        number.setErrorMessage("A number; above 0 for a part of the baseline");
        severity.setAriaLabel("Severity");
        severity.setItems(Severity.values());
        severity.setItemLabelGenerator(Severity::text);
        severity.setValue(given.severity());
        kind.addValueChangeListener(change -> onChange.run());
        number.addValueChangeListener(change -> onChange.run());
        severity.addValueChangeListener(change -> onChange.run());
        var remove = new Button("Remove", click -> onRemove.accept(this));
        remove.addThemeNames("tertiary");
        add(kind, number, new Span("is"), severity, remove);
    }

    /// Empty while the number is none that can be a limit; the field says so.
    Optional<Threshold> read() {
        var value = number.getValue();
        var good = value != null && Double.isFinite(value) && (!kind.getValue().isRelative() || value > 0);
        number.setInvalid(!good);
        return good ? Optional.of(new Threshold(kind.getValue(), value, severity.getValue())) : Optional.empty();
    }
}
