package dev.vigia.runbooks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Finds the documents that have all words of a question: in their title and alerts first, then in a heading, then
/// anywhere. A few hundred documents are read faster than any index would be kept.
final class Search {

    private static final int AROUND = 60;
    private static final int MOST_WORDS = 12;

    private record Found(Document document, int rank, String excerpt) {}

    private Search() {}

    static List<RunbookHit> in(Shelf shelf, String question) {
        var words = Stream.of(question.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        var found = new ArrayList<Found>();
        for (var document : shelf.runbooks()) {
            var rank = 0;
            for (var word : words) {
                var one = rank(document, word);
                rank = one < 0 || rank < 0 ? -1 : rank + one;
            }
            if (rank >= 0) {
                found.add(new Found(document, rank, rank == 0 ? "" : excerpt(document, words)));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Found::rank))
                .map(one -> new RunbookHit(one.document().runbook().summary(), one.excerpt()))
                .toList();
    }

    private static int rank(Document document, String word) {
        var runbook = document.runbook();
        if (has(runbook.title(), word)
                || has(runbook.name(), word)
                || runbook.alerts().stream().anyMatch(alert -> has(alert, word))) {
            return 0;
        }
        if (document.parsed().sections().stream().anyMatch(section -> has(section.text(), word))) {
            return 1;
        }
        return has(runbook.markdown(), word) ? 2 : -1;
    }

    private static boolean has(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }

    private static String excerpt(Document document, List<String> words) {
        var text = document.runbook().markdown();
        var lower = text.toLowerCase(Locale.ROOT);
        // Lower case may be longer than what it was made from.
        var at = Math.min(
                text.length(),
                words.stream()
                        .mapToInt(lower::indexOf)
                        .filter(place -> place >= 0)
                        .max()
                        .orElse(0));
        var from = Math.max(0, at - AROUND);
        var to = Math.min(text.length(), at + AROUND);
        return (from > 0 ? "…" : "")
                + text.substring(from, to).replaceAll("[\\s|`#*\\[\\]]+", " ").strip()
                + (to < text.length() ? "…" : "");
    }
}
