package dev.vigia.runbooks;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One document of the library.
///
/// @param name its file without the ending, such as `high-latency` or `etcd/etcdMembersDown`
/// @param alerts the names of the alerts it is for
/// @param responseTime within which someone must have begun
/// @param markdown as written, less its front matter
/// @param hash of the markdown; what is derived from it can be kept under this
/// @param origin where it comes from, for people
public record Runbook(
        String name,
        String title,
        List<String> alerts,
        @Nullable String severity,
        @Nullable Duration responseTime,
        @Nullable String owner,
        String markdown,
        String hash,
        String origin) {

    public Runbook {
        alerts = List.copyOf(alerts);
    }

    /// All but the text.
    public RunbookSummary summary() {
        return new RunbookSummary(name, title, alerts, severity, responseTime, owner, hash, origin);
    }
}
