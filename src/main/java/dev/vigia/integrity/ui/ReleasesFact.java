package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityRow;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import dev.vigia.runbooks.LiveFact;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/// `releases since=1h`: whether something was released just before.
@Component
class ReleasesFact implements LiveFact {

    private final AskedVersions versions;

    ReleasesFact(AskedVersions versions) {
        this.versions = versions;
    }

    @Override
    public String name() {
        return "releases";
    }

    @Override
    public LiveAnswer answer(FactAsk ask) {
        var text = ask.arguments().getOrDefault("since", "1h");
        Duration since;
        try {
            since = DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            return new LiveAnswer(Outcome.UNKNOWN, "The runbook asks since " + text + ", which is no duration.", null);
        }
        return versions.answer(ask, rows -> answer(rows, since, text));
    }

    private LiveAnswer answer(List<IntegrityRow> rows, Duration since, String text) {
        var from = versions.now().minus(since);
        var recent = rows.stream()
                .filter(row -> row.taggedAt() != null && row.taggedAt().isAfter(from))
                .toList();
        var newest = recent.isEmpty() ? rows.getFirst() : recent.getFirst();
        if (recent.isEmpty()) {
            return new LiveAnswer(
                    Outcome.GOOD,
                    "Nothing was released in the last " + text + "; the newest is " + newest.tag() + ", "
                            + versions.ago(newest.taggedAt()) + ".",
                    AskedVersions.page(newest));
        }
        var more = recent.size() == 1 ? "" : "; " + (recent.size() - 1) + " more in the last " + text;
        return new LiveAnswer(
                newest.verdict().isProblem() ? Outcome.BAD : Outcome.DOUBTFUL,
                newest.tag() + " was tagged " + versions.ago(newest.taggedAt())
                        + (newest.verdict().isProblem() ? ": " + newest.headline() : ", and is whole") + more + ".",
                AskedVersions.page(newest));
    }
}
