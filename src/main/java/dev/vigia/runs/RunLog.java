package dev.vigia.runs;

import dev.vigia.platform.LogLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells in the log which runs are new, changed or gone.
@Component
class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    @EventListener
    void on(RunsSynced event) {
        // Of several it is not said here which of them claims what.
        var version = event.runs().size() == 1 && event.versions().size() == 1
                ? event.versions().iterator().next()
                : null;
        event.runs().forEach(run -> tell(event, run, version));
    }

    private static void tell(RunsSynced event, RunId run, @Nullable String version) {
        LogLine.info(LOG, "run-synced")
                .with(LogLine.PROJECT, event.project())
                .with(LogLine.RUN, run)
                .with(LogLine.VERSION, version)
                .say("Run " + run + " of " + event.project() + " is new, changed or gone"
                        + (version == null ? "" : "; it claims " + version));
    }
}
