package dev.vigia.drift;

/// Port: understands the reports of a tool.
public interface DriftReportReader {

    /// @param json the report as it came
    /// @throws UnreadableReportException if it is none that this reader knows
    DriftFindings read(byte[] json);
}
