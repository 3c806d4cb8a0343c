package dev.vigia.drift.evidently;

import static dev.vigia.drift.evidently.Values.count;
import static dev.vigia.drift.evidently.Values.number;
import static dev.vigia.drift.evidently.Values.share;
import static dev.vigia.drift.evidently.Values.text;

import dev.vigia.drift.ColumnDrift;
import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.ReportFormat;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Evidently 0.7: what `json()` and `dumps()` of a `Report` write.
final class NewReports {

    private static final String TYPE = "evidently:metric_v2:";
    private static final String COUNT = TYPE + "DriftedColumnsCount";
    private static final String COLUMN = TYPE + "ValueDrift";

    private final Findings findings = new Findings();

    private NewReports() {}

    static boolean isJson(JsonNode report) {
        return report.path("metrics").valueStream().anyMatch(metric -> {
            var type = text(metric.path("config"), "type");
            return type != null && type.startsWith(TYPE);
        });
    }

    static boolean isDump(JsonNode report) {
        return report.path("metric_results").isObject();
    }

    static DriftFindings json(JsonNode report) {
        var reading = new NewReports();
        var drifted = reading.tested(report.path("tests"));
        for (JsonNode metric : report.path("metrics")) {
            var value = metric.path("value");
            reading.metric(metric.path("config"), metric, value, drifted.get(text(metric, "id")));
        }
        return reading.done();
    }

    static DriftFindings dump(JsonNode report, ReportTime times) {
        var reading = new NewReports();
        times.read(text(report, "timestamp"), reading.findings);
        var results = report.path("metric_results");
        var ids = new LinkedHashSet<String>();
        report.path("top_level_metrics").forEach(id -> ids.add(id.asString("")));
        ids.addAll(results.propertyNames());
        for (String id : ids) {
            var result = results.path(id);
            var params = result.path("metric_value_location").path("metric").path("params");
            var drifted = reading.tested(result.path("tests")).get(id);
            reading.metric(params, result, countAndShare(result), drifted);
        }
        return reading.done();
    }

    /// What `json()` has in `value`, `dumps()` has in objects of their own.
    private static JsonNode countAndShare(JsonNode result) {
        var both = JsonNodeFactory.instance.objectNode();
        both.set("count", result.path("count").path("value"));
        both.set("share", result.path("share").path("value"));
        return both;
    }

    /// By metric, whether its drift test found drift. Tests of other names are limits that somebody set on the score.
    private Map<String, Boolean> tested(JsonNode tests) {
        var drifted = new HashMap<String, Boolean>();
        for (JsonNode test : tests) {
            var metric = text(test.path("metric_config"), "metric_id");
            if (metric != null && "drift".equals(text(test, "id"))) {
                switch (String.valueOf(text(test, "status"))) {
                    case "FAIL", "WARNING" -> drifted.put(metric, true);
                    case "SUCCESS" -> drifted.put(metric, false);
                    default -> {
                        // It gave no answer; the score may.
                    }
                }
            }
        }
        return drifted;
    }

    /// @param drifted what the metric's own drift test says, if there is one
    private void metric(JsonNode config, JsonNode metric, JsonNode value, @Nullable Boolean drifted) {
        switch (String.valueOf(text(config, "type"))) {
            case COUNT -> {
                if (findings.driftedColumns == null) {
                    findings.driftedColumns = count(value, "count");
                    findings.share = share(value, "share");
                    findings.driftShare = share(config, "drift_share");
                }
            }
            case COLUMN -> {
                var column = text(config, "column");
                if (column != null) {
                    var method = text(config, "method");
                    var score = number(metric, "value");
                    var threshold = number(config, "threshold");
                    findings.add(new ColumnDrift(
                            column,
                            null,
                            StatTest.id(method),
                            score,
                            threshold,
                            drifted == null ? StatTest.drifted(method, score, threshold) : drifted));
                }
            }
            default -> {
                // Another metric of the same report.
            }
        }
    }

    private DriftFindings done() {
        if (findings.driftedColumns == null && findings.share == null) {
            if (findings.columns.isEmpty()) {
                throw EvidentlyReader.withoutDrift();
            }
            findings.sumUpColumns();
            findings.notes.add("The report has no summary: the share is that of the columns it lists.");
        } else {
            findings.testedColumns = tested();
            if (findings.share != null && findings.driftShare != null) {
                findings.datasetDrift = findings.share >= findings.driftShare;
            }
            findings.compareCountWithColumns();
        }
        return findings.done(ReportFormat.EVIDENTLY);
    }

    /// The number of tested columns is not written. The columns tell it, unless only some of them are listed.
    private @Nullable Integer tested() {
        var drifted = findings.driftedColumns;
        var share = findings.share;
        // A column may be tested in several ways.
        var listed = (int)
                findings.columns.stream().map(ColumnDrift::column).distinct().count();
        if (drifted != null && share != null && share > 0) {
            return listed > 0 && Math.abs((double) drifted / listed - share) < 1e-9
                    ? (Integer) listed
                    : (Integer) (int) Math.round(drifted / share);
        }
        return listed > 0 ? listed : null;
    }
}
