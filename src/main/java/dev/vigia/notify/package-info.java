/// What happens here, told elsewhere: to Slack, Teams, a webhook, or as an issue. Nothing that was to be told is
/// lost, and nothing waits for whoever is told.
///
/// @see "src/docs/decisions/0019-notifications-from-an-outbox.md"
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "projects",
            "alerts",
            "alerts :: ui",
            "runs",
            "versions",
            "integrity",
            "integrity :: ui",
            "drift",
            "drift :: ui"
        })
@NullMarked
package dev.vigia.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
