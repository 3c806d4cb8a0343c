package dev.vigia.drift.calculator;

import java.util.List;

/// Whether two tables differ.
///
/// @param driftShare the limit for that
/// @param columns of both sides, in the order of the current one, those only in the reference last
public record DriftReport(double driftShare, long referenceRows, long currentRows, List<ColumnDrift> columns) {

    public long testedColumns() {
        return columns.stream().filter(ColumnDrift::tested).count();
    }

    public long driftedColumns() {
        return columns.stream().filter(ColumnDrift::drifted).count();
    }

    /// Of the columns that were tested, how many drifted; 0 if none could be.
    public double share() {
        return testedColumns() == 0 ? 0 : (double) driftedColumns() / testedColumns();
    }

    public boolean datasetDrift() {
        return testedColumns() > 0 && share() >= driftShare;
    }
}
