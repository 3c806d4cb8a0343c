package dev.vigia.alerts;

import dev.vigia.projects.SourceFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The silences of one Alertmanager.
///
/// @param listed active ones first, then those to come, then those that are over; empty if it could not be asked
/// @param failure why it could not be asked; null if it could
public record SilenceBoard(
        String cluster, List<Listed> listed, @Nullable SourceFailure failure) {

    /// @param hides how many alerts that fire now it matches
    public record Listed(Silence silence, long hides) {}
}
