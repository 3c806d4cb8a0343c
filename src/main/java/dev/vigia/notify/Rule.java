package dev.vigia.notify;

import dev.vigia.alerts.Severity;
import java.util.Set;

/// Which events of which projects and severities a receiver is told.
///
/// @param projects keys; empty for all, and for what belongs to none
/// @param severities empty for all
public record Rule(Set<EventKind> events, Set<String> projects, Set<Severity> severities, String receiver) {

    boolean wants(Notice notice) {
        return events.contains(notice.kind())
                && (projects.isEmpty() || notice.project() != null && projects.contains(notice.project()))
                && (severities.isEmpty() || severities.contains(notice.severity()));
    }

    /// The end of what nobody was told of is not told either, unless only ends are asked for.
    boolean needsBeginning(Notice notice) {
        return notice.kind() == EventKind.ALERT_RESOLVED && events.contains(EventKind.ALERT_FIRED);
    }
}
