package dev.vigia.alerts;

import dev.vigia.alerts.AlertStatistics.Numbers;
import dev.vigia.alerts.AlertStatistics.Report;
import dev.vigia.platform.Csv;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The numbers for a spreadsheet: one line for everything, then each project, severity, alert and day. What is not
/// known is empty.
public final class StatisticsCsv {

    private StatisticsCsv() {}

    public static void write(Report report, Writer out) throws IOException {
        Csv.line(
                out,
                List.of(
                        "of",
                        "which",
                        "episodes",
                        "acknowledged",
                        "mtta_seconds",
                        "ended",
                        "mttr_seconds",
                        "flaps",
                        "with_runbook",
                        "marked",
                        "noise"));
        line(out, "all", "", report.all());
        for (var project : report.byProject().entrySet()) {
            line(out, "project", project.getKey(), project.getValue());
        }
        for (var severity : report.bySeverity().entrySet()) {
            line(out, "severity", severity.getKey().name().toLowerCase(Locale.ROOT), severity.getValue());
        }
        for (var noisy : report.noisiest().entrySet()) {
            line(out, "alert", noisy.getKey(), noisy.getValue());
        }
        for (var day : report.days()) {
            Csv.line(
                    out,
                    List.of(
                            "day",
                            day.day().toString(),
                            day.episodes() == null ? "" : day.episodes().toString(),
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            ""));
        }
        out.flush();
    }

    private static void line(Writer out, String of, String which, Numbers numbers) throws IOException {
        Csv.line(
                out,
                List.of(
                        of,
                        which,
                        Long.toString(numbers.episodes()),
                        Long.toString(numbers.acknowledged()),
                        seconds(numbers.timeToAcknowledge()),
                        Long.toString(numbers.ended()),
                        seconds(numbers.timeToResolve()),
                        Long.toString(numbers.flaps()),
                        share(numbers.withRunbook()),
                        Long.toString(numbers.marked()),
                        share(numbers.noise())));
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "" : Long.toString(duration.toSeconds());
    }

    private static String share(@Nullable Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.3f", share);
    }
}
