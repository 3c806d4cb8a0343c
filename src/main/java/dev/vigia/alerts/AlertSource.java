package dev.vigia.alerts;

import dev.vigia.projects.SourceFailure;
import java.time.Instant;
import java.util.List;

/// Port: the Alertmanagers that can be asked, beside delivering here.
public interface AlertSource {

    /// Names as in the deliveries' `cluster`.
    List<String> clusters();

    /// Everything it knows, those that it tells nobody of among them; not those that are resolved.
    List<KnownAlert> alerts(String cluster) throws SourceFailure;

    /// Expired ones too, for as long as it keeps them.
    List<Silence> silences(String cluster) throws SourceFailure;

    /// Makes or changes a silence.
    ///
    /// @param silence with an empty id for a new one
    /// @return its id, which is another one than before if its matchers changed
    String save(Silence silence) throws SourceFailure;

    void expire(String cluster, String id) throws SourceFailure;

    /// @param updatedAt when somebody last told it that the alert fires
    /// @param silencedBy ids of silences
    /// @param inhibitedBy fingerprints of alerts
    /// @param mutedBy names of time intervals
    record KnownAlert(
            AlertReport report,
            Instant updatedAt,
            List<String> silencedBy,
            List<String> inhibitedBy,
            List<String> mutedBy) {}
}
