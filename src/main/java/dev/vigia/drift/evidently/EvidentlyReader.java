package dev.vigia.drift.evidently;

import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.DriftReportReader;
import dev.vigia.drift.UnreadableReportException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Tells the forms of a report apart by what is in them: the version that a report names does not say which form it
/// has.
@Component
class EvidentlyReader implements DriftReportReader {

    private final ReportTime times;

    EvidentlyReader(EvidentlySettings settings) {
        this.times = new ReportTime(settings.zone());
    }

    @Override
    public DriftFindings read(byte[] json) {
        return read(ReportJson.read(json));
    }

    private DriftFindings read(JsonNode report) {
        if (NewReports.isDump(report)) {
            return NewReports.dump(report, times);
        }
        if (LegacyReports.isSaved(report)) {
            return LegacyReports.saved(report, times);
        }
        if (NewReports.isJson(report)) {
            return NewReports.json(report);
        }
        if (LegacyReports.isJson(report)) {
            return LegacyReports.json(report, times);
        }
        if (TestSuites.isOne(report)) {
            return TestSuites.read(report, times);
        }
        if (OwnReports.isOne(report)) {
            return OwnReports.read(report, times);
        }
        if (Summaries.isOne(report)) {
            return Summaries.read(report, times);
        }
        throw new UnreadableReportException("This is no report of drift that is known here. Send what Evidently's"
                + " Report.json(), Report.dumps() or TestSuite.json() gives, or what ./vigia drift --json writes.");
    }

    static UnreadableReportException withoutDrift() {
        return new UnreadableReportException(
                "This is a report of Evidently, but there is no drift in it. Add DataDriftPreset() to it.");
    }
}
