package dev.vigia.drift;

/// Who wrote a report, in which form.
public enum ReportFormat {
    /// Evidently 0.7's `Report`.
    EVIDENTLY("Evidently"),
    /// Evidently 0.4's `Report`, which 0.7 still writes through its legacy interface.
    EVIDENTLY_LEGACY("Evidently 0.4"),
    /// Evidently 0.4's `TestSuite`.
    EVIDENTLY_TESTS("Evidently 0.4 tests"),
    /// A summary of an Evidently report, as a script of the portfolio writes it.
    SUMMARY("Summary of Evidently"),
    /// `./vigia drift --json`.
    VIGIA("Vigía");

    private final String title;

    ReportFormat(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
