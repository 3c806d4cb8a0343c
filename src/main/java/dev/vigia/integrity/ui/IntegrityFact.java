package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityRow;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import dev.vigia.runbooks.LiveFact;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `integrity`: whether the version that the alert names, else that in production, else the newest, is what it claims
/// to be.
@Component
class IntegrityFact implements LiveFact {

    private final AskedVersions versions;

    IntegrityFact(AskedVersions versions) {
        this.versions = versions;
    }

    @Override
    public String name() {
        return "integrity";
    }

    @Override
    public LiveAnswer answer(FactAsk ask) {
        return versions.answer(ask, rows -> answer(ask.labels().get("version"), rows));
    }

    private static LiveAnswer answer(@Nullable String named, List<IntegrityRow> rows) {
        var row = AskedVersions.named(named, rows).orElseGet(() -> AskedVersions.current(rows));
        return new LiveAnswer(
                outcome(row),
                row.tag() + " of " + row.project() + ": " + IntegrityCells.words(row) + ".",
                AskedVersions.page(row));
    }

    static Outcome outcome(IntegrityRow row) {
        return switch (row.verdict()) {
            case PASS -> Outcome.GOOD;
            case NOT_APPLICABLE -> Outcome.NEUTRAL;
            case WARN -> Outcome.DOUBTFUL;
            case UNKNOWN -> Outcome.UNKNOWN;
            case FAIL -> Outcome.BAD;
        };
    }
}
