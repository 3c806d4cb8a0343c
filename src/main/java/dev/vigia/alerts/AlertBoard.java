package dev.vigia.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of the board: what fires first, worst and newest first; then what is over, latest end first.
///
/// @param next cursor of the following page; null on the last
/// @param counts how many there are of each state whatever states the query asks for; of those that are over, the last
///     24 hours count
/// @param groups values of the query's label with how many rows of the query have them, most first
/// @param cut deliveries of the last 24 hours from which the sender had cut off alerts, newest first
public record AlertBoard(
        List<Row> rows,
        @Nullable String next,
        Map<AlertState, Long> counts,
        List<Group> groups,
        List<Cut> cut,
        Instant asOf) {

    /// @param activity of the alert in each of the last 24 hours, oldest first
    /// @param startsInLastHour how often the alert began to fire in the last 60 minutes
    /// @param clock null without a runbook that names a response time, or when somebody responded
    public record Row(
            Episode episode,
            List<Hour> activity,
            int startsInLastHour,
            boolean hasRunbook,
            @Nullable ResponseClock clock) {

        /// Whether it comes and goes faster than anybody could react.
        public boolean isFlapping() {
            return startsInLastHour >= FLAPPING;
        }

        private static final int FLAPPING = 3;
    }

    /// @param starts how often the alert began to fire
    /// @param minutes for how many of its minutes it fired
    public record Hour(int starts, int minutes) {
        public static final Hour QUIET = new Hour(0, 0);
    }

    /// @param value empty for alerts without the label
    public record Group(String value, long count) {}

    /// @param alerts how many were cut off
    public record Cut(String cluster, String receiver, int alerts, Instant at) {}
}
