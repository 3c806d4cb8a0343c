package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.LabelMatchers.Matcher;
import dev.vigia.alerts.SilencePreview;
import dev.vigia.platform.ui.Background;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Proposes a silence, says what it would hide before it is made, and has the Alertmanagers keep it.
class SilenceDialog extends Dialog {

    private static final int TYPING_PAUSE_MILLIS = 250;
    private static final int LONGEST_COMMENT = 2_000;
    private static final int NAMED = 4;

    private final SilenceActs acts;
    private final Clock clock;
    private final SilenceDraft draft;
    private final Runnable then;
    private final Map<Matcher, Chip> labels = new LinkedHashMap<>();
    private final Map<String, Chip> clusters = new LinkedHashMap<>();
    private final TextField conditions = new TextField("Hide alerts with");
    private final TextField length = new TextField("For");
    private final TextArea comment = new TextArea("Why");
    private final Div preview = new Div();
    private final Div ends = new Div();
    private final Paragraph failure = new Paragraph();
    private final Button make = new Button("Silence", click -> make());

    /// @param then run once it is made
    SilenceDialog(SilenceActs acts, Clock clock, SilenceDraft draft, Runnable then) {
        this.acts = acts;
        this.then = then;
        this.clock = clock;
        this.draft = draft;
        addClassName("silence-dialog");
        setHeaderTitle(draft.from().size() > 1 ? "Silence " + draft.from().size() + " alerts" : "Silence");
        setWidth("min(600px, 96vw)");

        var chosenLabels = new Div();
        chosenLabels.addClassName("silence-labels");
        chosenLabels.getElement().setAttribute("role", "group");
        chosenLabels.getElement().setAttribute("aria-label", "Labels");
        draft.conditions().forEach(condition -> {
            var chip = new Chip(condition.text(), () -> toggle(condition));
            labels.put(condition, chip);
            chosenLabels.add(chip);
        });
        lazily(conditions);
        conditions.addClassName("conditions");
        conditions.setValue(draft.matchers().text());
        conditions.setPlaceholder("alertname=\"HighErrorRate\", service=~\"bankchurn.*\"");
        conditions.addValueChangeListener(change -> preview());

        lazily(length);
        length.setWidth("110px");
        length.setValue(SilenceLength.FIRST);
        length.setErrorMessage("Such as 45m, 2h30m or 3d");
        length.addValueChangeListener(change -> showEnd());
        var lengths = new Div();
        lengths.addClassName("silence-lengths");
        SilenceLength.PROPOSED.forEach(each -> lengths.add(new Chip(each, () -> length.setValue(each))));
        ends.addClassName("secondary");

        comment.setWidthFull();
        comment.setMaxLength(LONGEST_COMMENT);
        comment.setPlaceholder("What is known, and who mends it");
        comment.setErrorMessage("Others must understand it at night: say why.");
        preview.addClassName("silence-preview");
        preview.getElement().setAttribute("role", "status");
        failure.addClassName("silence-failure");
        failure.getElement().setAttribute("role", "alert");
        failure.setVisible(false);

        var duration = new Div(length, lengths, ends);
        duration.addClassName("silence-for");
        var body = new Div(places(), chosenLabels, conditions, preview, duration, comment, failure);
        body.addClassName("silence-body");
        add(body);
        make.addThemeNames("primary");
        getFooter().add(new Button("Cancel", click -> close()), make);
        showEnd();
        preview();
    }

    private static void lazily(TextField field) {
        field.setWidthFull();
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
    }

    /// Which Alertmanagers are to keep it; nothing to choose if there is only one.
    private Div places() {
        var places = new Div();
        places.addClassName("silence-labels");
        draft.clusters().forEach(cluster -> {
            var chip = new Chip(cluster, () -> choose(cluster));
            chip.setSelected(true);
            clusters.put(cluster, chip);
            places.add(chip);
        });
        places.setVisible(clusters.size() > 1);
        return places;
    }

    private void choose(String cluster) {
        var chip = Objects.requireNonNull(clusters.get(cluster));
        chip.setSelected(!chip.isSelected());
        preview();
    }

    private List<String> chosen() {
        return draft.clusters().stream()
                .filter(cluster -> Objects.requireNonNull(clusters.get(cluster)).isSelected())
                .toList();
    }

    /// The text is what counts; the labels are only the quick way to write it.
    private void toggle(Matcher condition) {
        matchers().ifPresent(written -> {
            var all = new ArrayList<>(written.all());
            if (!all.remove(condition)) {
                all.add(condition);
            }
            conditions.setValue(new LabelMatchers(all).text());
        });
    }

    private Optional<LabelMatchers> matchers() {
        try {
            var written = LabelMatchers.parse(conditions.getValue());
            conditions.setInvalid(false);
            return Optional.of(written);
        } catch (IllegalArgumentException e) {
            conditions.setErrorMessage(e.getMessage());
            conditions.setInvalid(true);
            return Optional.empty();
        }
    }

    private void preview() {
        preview.removeAll();
        var written = matchers().orElse(null);
        labels.forEach((condition, chip) ->
                chip.setSelected(written != null && written.all().contains(condition)));
        make.setEnabled(written != null && !written.matches(Map.of()) && !chosen().isEmpty());
        if (written == null) {
            return;
        }
        if (written.matches(Map.of())) {
            preview.add(new StatusBadge(Tone.WARN, "Name at least one label that an alert must have"));
            return;
        }
        for (String cluster : chosen()) {
            preview.add(line(cluster, acts.preview(cluster, written)));
        }
    }

    private Div line(String cluster, SilencePreview would) {
        var line = new Div();
        var words = would.hides() == 0
                ? "Hides none of the " + would.of() + " alerts that fire now"
                : "Hides " + would.hides() + " of the " + would.of() + " alerts that fire now";
        line.add(new StatusBadge(
                would.warning() == null ? Tone.NEUTRAL : Tone.WARN,
                clusters.size() > 1 ? words + " in " + cluster : words));
        if (would.hides() > 0) {
            var names = would.some().stream()
                    .collect(Collectors.groupingBy(
                            episode -> episode.name(), LinkedHashMap::new, Collectors.counting()));
            var text = names.entrySet().stream()
                    .limit(NAMED)
                    .map(name -> name.getValue() > 1 ? name.getKey() + " ×" + name.getValue() : name.getKey())
                    .collect(Collectors.joining(", "));
            var some = new Span(
                    text + (names.size() > NAMED || would.hides() > would.some().size() ? ", …" : ""));
            some.addClassName("secondary");
            line.add(some);
        }
        if (would.warning() != null) {
            var warning = new Paragraph(would.warning());
            warning.addClassName("silence-warning");
            line.add(warning);
        }
        return line;
    }

    private @Nullable Duration showEnd() {
        var wanted = SilenceLength.parse(length.getValue()).orElse(null);
        length.setInvalid(wanted == null);
        ends.removeAll();
        if (wanted != null) {
            ends.add(new Span("ends "), new RelativeTime(clock.instant().plus(wanted)));
        }
        return wanted;
    }

    private void make() {
        var written = matchers().orElse(null);
        var wanted = showEnd();
        var why = comment.getValue().strip();
        comment.setInvalid(why.isEmpty());
        if (written == null || wanted == null || why.isEmpty()) {
            return;
        }
        make.setEnabled(false);
        failure.setVisible(false);
        var me = acts.me();
        var places = chosen();
        Background.run(
                this,
                () -> acts.make(me, places, written, clock.instant().plus(wanted), why, draft.from()),
                made -> {
                    close();
                    acts.made(places, wanted);
                    then.run();
                },
                e -> {
                    make.setEnabled(true);
                    failure.setText(e.getMessage());
                    failure.setVisible(true);
                });
    }
}
