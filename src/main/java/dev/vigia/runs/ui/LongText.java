package dev.vigia.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/// A value of any length: short ones as they are, long ones folded behind their beginning and their length.
final class LongText {

    static final int FOLDED_FROM = 120;
    private static final int BEGINNING = 72;

    private LongText() {}

    static Component of(String text) {
        if (text.length() <= FOLDED_FROM && !text.contains("\n")) {
            var whole = new Span(text.isEmpty() ? "empty" : text);
            whole.addClassName(text.isEmpty() ? "absent" : "value");
            return whole;
        }
        var beginning = new Span(beginning(text));
        beginning.addClassName("value");
        var length = new Span(
                String.format(Locale.ROOT, "%,d characters", text.length()).replace(',', '\u202F'));
        length.addClassName("fold-length");
        var summary = new Span(beginning, length);
        var all = new Pre(text);
        all.getElement().setAttribute("tabindex", "0");
        var details = new NativeDetails(summary, all);
        details.addClassName("fold");
        return details;
    }

    private static String beginning(String text) {
        int end = text.offsetByCodePoints(0, Math.min(BEGINNING, text.codePointCount(0, text.length())));
        return text.substring(0, end).replaceAll("\\s+", " ") + "…";
    }
}
