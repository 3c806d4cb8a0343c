package dev.vigia.drift;

/// Names one stored report; later ones have larger ids.
public record DriftReportId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
