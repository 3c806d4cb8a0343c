package dev.vigia.alerts;

import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The draft of a post-mortem in markdown: what is known is filled in, what only people know is asked for.
final class PostMortem {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PostMortem() {}

    static String draft(EpisodeReport report) {
        var episode = report.episode();
        var text = new StringBuilder();
        text.append("# Post-mortem: ").append(line(episode.name())).append("\n\n");
        text.append("| | |\n| --- | --- |\n");
        row(text, "What happened", episode.sentence());
        row(text, "Severity", episode.severity().name().toLowerCase(Locale.ROOT));
        row(text, "Project", episode.project() == null ? "—" : episode.project().value());
        row(text, "Started", TIME.format(episode.startsAt()));
        row(text, "Ended", episode.endsAt() == null ? "it still fires" : TIME.format(episode.endsAt()));
        row(text, "Lasted", between(episode.startsAt(), episode.endsAt()));
        row(text, "Acknowledged after", between(episode.startsAt(), first(report, Kind.ACKNOWLEDGED)));
        row(
                text,
                "Owner",
                episode.handling().owner() == null
                        ? "nobody"
                        : episode.handling().owner());
        row(text, "Fired before", report.earlier().size() + " times");
        text.append("\n## Summary\n\n_What happened, in two sentences for somebody who was not there._\n");
        text.append("\n## Impact\n\n_Who noticed, and what did it cost?_\n");
        text.append("\n## Timeline\n\n");
        for (TimelineEntry entry : report.timeline()) {
            text.append("- ")
                    .append(TIME.format(entry.at()))
                    .append(" · ")
                    .append(words(entry))
                    .append('\n');
        }
        text.append("\n## Labels\n\n");
        episode.labels()
                .forEach((name, value) ->
                        text.append("- `").append(code(name + "=" + value)).append("`\n"));
        text.append("\n## Cause\n\n_Why, and why was that possible?_\n");
        text.append("\n## What went well, what did not\n\n_Was the alert useful? Did the runbook help?_\n");
        text.append("\n## What we change\n\n- [ ] _what, who, until when_\n");
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(line(value)).append(" |\n");
    }

    private static String words(TimelineEntry entry) {
        var by = line(entry.actor());
        var detail = line(entry.detail());
        return switch (entry.kind()) {
            case STARTED -> "began to fire";
            case RECEIVED -> "received from " + by;
            case RESOLVED -> "resolved";
            case SUPERSEDED -> "ended: it began to fire anew";
            case GONE -> "gone: its Alertmanager does not know it any more";
            case FIRES_AGAIN -> "fires again";
            case SILENCED -> "silenced " + detail;
            case INHIBITED -> "inhibited " + detail;
            case MUTED -> "muted " + detail;
            case UNSUPPRESSED -> "no longer silenced or inhibited";
            case ACKNOWLEDGED -> by + " acknowledged it" + (detail.isEmpty() ? "" : " until " + detail);
            case UNACKNOWLEDGED -> by + " took the acknowledgement back";
            case ASSIGNED -> by + (detail.isEmpty() ? " gave it to nobody" : " gave it to " + detail);
            case COMMENTED -> by + ": " + detail;
            case MARKED -> by + (detail.isEmpty() ? " took the mark away" : " marked it as " + detail);
            case STEP_TICKED -> by + " did: " + detail;
            case STEP_UNTICKED -> by + " took back: " + detail;
            case SILENCE_MADE -> by + " silenced it: " + detail;
            case SILENCE_EXPIRED -> by + " ended the silence: " + detail;
            case POST_MORTEM_SAVED -> by + " saved the post-mortem";
        };
    }

    private static @Nullable Instant first(EpisodeReport report, Kind kind) {
        return report.timeline().stream()
                .filter(entry -> entry.kind() == kind)
                .map(TimelineEntry::at)
                .findFirst()
                .orElse(null);
    }

    private static String between(Instant from, @Nullable Instant to) {
        if (to == null) {
            return "—";
        }
        var time = Duration.between(from, to);
        var parts = new long[] {time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart()};
        var names = new String[] {"d", "h", "min", "s"};
        var text = IntStream.range(0, parts.length)
                .filter(i -> parts[i] > 0)
                .mapToObj(i -> parts[i] + " " + names[i])
                .limit(2)
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? "under a second" : text;
    }

    /// One line that markdown takes as text: labels and comments are written by strangers.
    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|!])", "\\\\$1");
    }

    private static String code(String text) {
        return text.replaceAll("\\s+", " ").replace('`', '\'');
    }
}
