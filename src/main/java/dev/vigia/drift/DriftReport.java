package dev.vigia.drift;

import dev.vigia.runs.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stored report, without its columns.
///
/// @param at the report's own time, or when it came if it names none
/// @param html whether there is a page for people beside it
/// @param notes sentences about what was odd or had to be assumed
public record DriftReport(
        DriftReportId id,
        Instant at,
        Instant receivedAt,
        String sender,
        ReportFormat format,
        @Nullable Boolean datasetDrift,
        @Nullable Double share,
        @Nullable Double driftShare,
        @Nullable Integer driftedColumns,
        @Nullable Integer testedColumns,
        @Nullable Long referenceRows,
        @Nullable Long currentRows,
        @Nullable RunId run,
        @Nullable String version,
        boolean html,
        List<String> notes) {}
