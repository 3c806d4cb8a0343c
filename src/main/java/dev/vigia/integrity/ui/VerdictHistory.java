package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.VersionReport.Change;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusIcon;
import java.util.List;

/// How the verdict changed, newest first.
class VerdictHistory extends OrderedList {

    VerdictHistory(List<Change> changes) {
        addClassName("history");
        for (Change change : changes) {
            var tone = IntegrityWords.tone(change.to());
            var mark = new Span(new StatusIcon(tone, IntegrityWords.verdict(change.to())));
            mark.addClassNames("mark", tone.css());
            var words = new Span(change.because());
            words.addClassName("history-words");
            var at = new RelativeTime(change.at());
            at.getElement().getClassList().add("secondary");
            add(new ListItem(mark, words, at));
        }
    }
}
