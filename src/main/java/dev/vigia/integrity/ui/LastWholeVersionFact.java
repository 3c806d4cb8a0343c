package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityRow;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import dev.vigia.runbooks.LiveFact;
import java.util.List;
import org.springframework.stereotype.Component;

/// `last-whole-version`: where one can go back to.
@Component
class LastWholeVersionFact implements LiveFact {

    private final AskedVersions versions;

    LastWholeVersionFact(AskedVersions versions) {
        this.versions = versions;
    }

    @Override
    public String name() {
        return "last-whole-version";
    }

    @Override
    public LiveAnswer answer(FactAsk ask) {
        return versions.answer(ask, this::answer);
    }

    private LiveAnswer answer(List<IntegrityRow> rows) {
        var whole = rows.stream()
                .filter(row -> IntegrityFact.outcome(row) == Outcome.GOOD)
                .findFirst();
        return whole.map(row -> new LiveAnswer(
                        Outcome.GOOD,
                        row.tag() + " of " + row.project() + ", tagged " + versions.ago(row.taggedAt())
                                + ", is the last whole version"
                                + (row.equals(rows.getFirst()) ? ", and the newest." : "."),
                        AskedVersions.page(row)))
                .orElseGet(() -> new LiveAnswer(
                        Outcome.BAD,
                        "No version of " + rows.getFirst().project() + " is whole.",
                        IntegrityNavigation.table(rows.getFirst().project())));
    }
}
