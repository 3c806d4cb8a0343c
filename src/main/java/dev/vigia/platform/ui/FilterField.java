package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/// The text filter of a screen's bar; `/` goes to it, Escape leaves it.
public class FilterField extends TextField {

    private static final int TYPING_PAUSE_MILLIS = 250;

    /// @param onType called by the person's typing, not by [#setValue(Object)]
    public FilterField(String placeholder, Consumer<String> onType) {
        addClassName("filter-field");
        setPlaceholder(placeholder);
        setAriaLabel(placeholder);
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        getElement().setAttribute("data-hotkey", "/");
        var key = new Span("/");
        key.addClassName("key");
        key.getElement().setAttribute("aria-hidden", "true");
        setSuffixComponent(key);
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onType.accept(change.getValue());
            }
        });
    }
}
