package dev.vigia.drift;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a report says, whoever wrote it. What it does not tell is null and never guessed.
///
/// @param at when it was made; null if it does not say
/// @param datasetDrift its own verdict on all columns together
/// @param share drifted ÷ tested columns, 0 to 1
/// @param driftShare its own limit: drift from this share on
/// @param notes sentences about what was odd or had to be assumed
public record DriftFindings(
        ReportFormat format,
        @Nullable Instant at,
        @Nullable Boolean datasetDrift,
        @Nullable Double share,
        @Nullable Double driftShare,
        @Nullable Integer driftedColumns,
        @Nullable Integer testedColumns,
        @Nullable Long referenceRows,
        @Nullable Long currentRows,
        List<ColumnDrift> columns,
        List<String> notes) {

    DriftFindings noted(String sentence) {
        return new DriftFindings(
                format,
                at,
                datasetDrift,
                share,
                driftShare,
                driftedColumns,
                testedColumns,
                referenceRows,
                currentRows,
                columns,
                Stream.concat(notes.stream(), Stream.of(sentence)).toList());
    }
}
