package dev.vigia.drift.evidently;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.drift.ColumnDrift;
import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.ReportFormat;
import dev.vigia.drift.UnreadableReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The recorded reports are of the real programs, all made of the same data: six columns, of which `income` and `plan`
/// drifted.
class EvidentlyReaderTest {

    private static final EvidentlyReader READER = new EvidentlyReader(new EvidentlySettings(ZoneId.of("UTC")));

    @ParameterizedTest
    @CsvSource({
        "evidently-0.7-json, EVIDENTLY, 0.5, false",
        "evidently-0.7-json-without-tests, EVIDENTLY, 0.5, false",
        "evidently-0.7-json-psi, EVIDENTLY, 0.3, true",
        "evidently-0.7-dumps, EVIDENTLY, 0.5, false",
        "evidently-0.4-json, EVIDENTLY_LEGACY, 0.5, false",
        "evidently-0.4-json-psi, EVIDENTLY_LEGACY, 0.3, true",
        "evidently-0.4-save, EVIDENTLY_LEGACY, 0.5, false",
        "evidently-0.4-test-suite, EVIDENTLY_TESTS, 0.3, true"
    })
    void readsEveryFormOfAReportAlike(String name, ReportFormat format, double limit, boolean drift) {
        var findings = recorded(name);

        assertThat(findings.format()).isEqualTo(format);
        assertThat(findings.share()).isEqualTo(2.0 / 6);
        assertThat(findings.driftShare()).isEqualTo(limit);
        assertThat(findings.datasetDrift()).isEqualTo(drift);
        assertThat(findings.driftedColumns()).isEqualTo(2);
        assertThat(findings.testedColumns()).isEqualTo(6);
        assertThat(drifted(findings)).containsExactlyInAnyOrder("income", "plan");
        assertThat(findings.columns()).hasSize(6).allSatisfy(column -> {
            assertThat(column.method()).isIn("ks", "chisquare", "z", "psi");
            assertThat(column.score()).isNotNull();
            assertThat(column.threshold()).isNotNull();
            assertThat(column.drifted()).isNotNull();
        });
    }

    @Test
    void readsTimesAsTheConfiguredZoneAndSaysSo() {
        var utc = recorded("evidently-0.4-json");
        var madrid = new EvidentlyReader(new EvidentlySettings(ZoneId.of("Europe/Madrid")))
                .read(bytes("evidently-0.7-dumps"));

        assertThat(utc.at()).isBetween("2026-11-22T06:00:00Z", "2026-11-22T07:00:00Z");
        assertThat(utc.notes()).anyMatch(note -> note.contains("UTC is assumed"));
        assertThat(madrid.at()).isEqualTo("2026-11-22T05:22:09.772125Z");
        assertThat(madrid.notes()).anyMatch(note -> note.contains("Europe/Madrid is assumed"));
        assertThat(recorded("evidently-0.7-json").at()).isNull();
        assertThat(read("{'dataset_drift':true,'drifted_features':[],'timestamp':'2026-01-02T03:04:05+02:00'}")
                        .at())
                .isEqualTo(Instant.parse("2026-01-02T01:04:05Z"));
    }

    @Test
    void keepsLimitsThatSomebodySetOnAScoreApartFromDrift() {
        // The column `age` fails its own limit of the score and has no drift test: its score says that it did not
        // drift.
        var findings = recorded("evidently-0.7-json-own-tests");

        assertThat(column(findings, "age").drifted()).isFalse();
        assertThat(column(findings, "plan").drifted()).isTrue();
        assertThat(findings.datasetDrift()).isFalse();
        assertThat(findings.testedColumns()).isEqualTo(6);
    }

    @Test
    void believesTheMetricThatKnowsTheLimit() {
        // The table beside it says false, for it always asks for half.
        assertThat(recorded("evidently-0.4-json-psi").datasetDrift()).isTrue();
        var alone = read("{'metrics':[{'metric':'DataDriftTable','result':{'number_of_columns':3,"
                + "'number_of_drifted_columns':2,'share_of_drifted_columns':0.6666,'dataset_drift':true,"
                + "'drift_by_columns':{}}}]}");
        assertThat(alone.datasetDrift()).isTrue();
        assertThat(alone.driftShare()).isEqualTo(0.5);
        assertThat(alone.notes()).anyMatch(note -> note.contains("half of the columns"));
    }

    @Test
    void readsAReportOfOneColumn() {
        var findings = recorded("evidently-0.4-json-column-metric");

        assertThat(drifted(findings)).containsExactly("income");
        assertThat(findings.testedColumns()).isEqualTo(1);
        assertThat(findings.share()).isEqualTo(1);
        assertThat(findings.datasetDrift()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "chisquare, 0.05, 0.05, false",
        "chi-square p_value, 0.049, 0.05, true",
        "ks, 0.05, 0.05, true",
        "K-S p_value, 0.051, 0.05, false",
        "psi, 0.1, 0.1, true",
        "Wasserstein distance (normed), 0.0999, 0.1, false",
        "ed, 0.1, 0.1, false",
        "Energy-distance, 0.11, 0.1, true",
        "perc_text_content_drift, 0.9, 0.1, ",
        "my own function, 0.9, 0.1, ",
        "psi, NaN, 0.1, false",
        "psi, Infinity, 0.1, true"
    })
    void comparesAScoreAsItsMethodDoes(String method, String score, String threshold, Boolean drifted) {
        var findings = read("{'metrics':[{'id':'a','config':{'type':'evidently:metric_v2:ValueDrift',"
                + "'column':'a, [b]','method':\"" + method + "\",'threshold':" + threshold + "},'value':" + score
                + "}],'tests':[]}");

        assertThat(column(findings, "a, [b]").drifted()).isEqualTo(drifted);
        assertThat(findings.share()).isEqualTo(drifted == null ? null : drifted ? 1.0 : 0.0);
    }

    @Test
    void saysWhereTheCountContradictsTheColumns() {
        var findings = read(
                "{'metrics':[{'config':{'type':'evidently:metric_v2:DriftedColumnsCount',"
                        + "'drift_share':0.5},'value':{'count':1.0,'share':1.0}},{'config':{"
                        + "'type':'evidently:metric_v2:ValueDrift','column':'x','method':'ks','threshold':0.05},'value':0.92}]}");

        assertThat(findings.share()).isEqualTo(1);
        assertThat(findings.datasetDrift()).isTrue();
        assertThat(column(findings, "x").drifted()).isFalse();
        assertThat(findings.notes()).anyMatch(note -> note.contains("counts 1 drifted columns and lists 0"));
    }

    @Test
    void readsACountAlone() {
        var some = read("{'metrics':[{'config':{'type':'evidently:metric_v2:DriftedColumnsCount','drift_share':0.5},"
                + "'value':{'count':2.0,'share':0.3333333333333333}}]}");
        var none = read("{'metrics':[{'config':{'type':'evidently:metric_v2:DriftedColumnsCount','drift_share':0.5},"
                + "'value':{'count':0.0,'share':0.0}}]}");

        assertThat(some.testedColumns()).isEqualTo(6);
        assertThat(none.testedColumns()).isNull();
        assertThat(none.datasetDrift()).isFalse();
    }

    @Test
    void knowsNoShareFromASummaryThatNeverHasOne() {
        var summary = "{'timestamp':'20260102_030405','reference_rows':200,'current_rows':100,'dataset_drift':true,"
                + "'drift_share':0.0,'drifted_features':['income','plan'],'report_path':'x.html'";
        var findings = read(summary + "}");

        assertThat(findings.format()).isEqualTo(ReportFormat.SUMMARY);
        assertThat(findings.at()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(findings.datasetDrift()).isTrue();
        assertThat(findings.share()).isNull();
        assertThat(findings.driftedColumns()).isEqualTo(2);
        assertThat(findings.referenceRows()).isEqualTo(200);
        assertThat(read(summary + ",'number_of_columns':8}").share()).isEqualTo(0.25);
        assertThatThrownBy(() -> read("{'error':'Evidently is not installed','dataset_drift':null}"))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("Evidently is not installed");
    }

    @Test
    void readsWhatOurOwnCommandWrites() {
        var findings = read("{'datasetDrift':false,'share':0.5,'driftShare':0.6,'driftedColumns':1,'testedColumns':2,"
                + "'columns':[{'column':'a','type':'num','method':'ks','score':1e-9,'threshold':0.05,'drifted':true,"
                + "'referenceRows':99,'currentRows':100,'referenceMissing':1,'currentMissing':0,'note':null},"
                + "{'column':'b','type':'num','method':'psi','score':'NaN','threshold':0.1,'drifted':false,"
                + "'note':'all missing'}]}");

        assertThat(findings.format()).isEqualTo(ReportFormat.VIGIA);
        assertThat(findings.share()).isEqualTo(0.5);
        assertThat(column(findings, "a").rows()).isEqualTo(new ColumnDrift.Rows(99L, 100L, 1L, 0L));
        assertThat(column(findings, "b").score()).isNaN();
        assertThat(column(findings, "b").note()).isEqualTo("all missing");
    }

    @Test
    void saysThatTestsFailedToRunInsteadOfCountingThem() {
        var findings = read("{'tests':[{'name':'Drift per Column','status':'ERROR','parameters':{}},"
                + "{'name':'Drift per Column','status':'SUCCESS','parameters':{'column_name':'a','stattest':'PSI',"
                + "'score':0.1,'threshold':0.1,'detected':false}}],'summary':{}}");

        assertThat(findings.share()).isNull();
        assertThat(findings.datasetDrift()).isNull();
        assertThat(column(findings, "a").drifted()).isFalse();
        assertThat(findings.notes()).anyMatch(note -> note.startsWith("1 of the column tests failed"));
    }

    @Test
    void takesTheVerdictOfASavedSuiteFromItsTestAndTheScoresFromItsMetrics() {
        var metrics = "'metric_results':[{'type':'evidently:metric_result:DataDriftTableResults','number_of_columns':3,"
                + "'number_of_drifted_columns':1,'share_of_drifted_columns':0.333,'dataset_drift':false,"
                + "'drift_by_columns':{'a':{'column_name':'a','stattest_name':'PSI','stattest_threshold':0.1,"
                + "'drift_score':0.12345,'drift_detected':true}}}]";
        var share = "'name':'Share of Drifted Columns','status':'FAIL','parameters':{'condition':{'lt':0.3}}";
        var number = "'name':'Number of Drifted Features','status':'SUCCESS','parameters':{'condition':{'lt':2}}";

        var both = read("{'suite':{" + metrics + ",'test_results':[{" + number + "},{" + share + "}]}}");
        var counting = read("{'suite':{" + metrics + ",'test_results':[{" + number + "}]}}");

        assertThat(both.format()).isEqualTo(ReportFormat.EVIDENTLY_TESTS);
        assertThat(both.datasetDrift()).isTrue();
        assertThat(both.driftShare()).isEqualTo(0.3);
        assertThat(column(both, "a").score()).isEqualTo(0.12345);
        assertThat(both.notes()).isEmpty();
        assertThat(counting.datasetDrift()).isFalse();
        assertThat(counting.driftShare()).isNull();
    }

    @Test
    void passesOverWhatIsDrawnButNotColumnsOfThatName() {
        var drawn = "[" + "1,".repeat(600_000) + "1]";
        var findings = read("{'metrics':[{'metric':'DataDriftTable','result':{'share_of_drifted_columns':1,"
                + "'drift_by_columns':{'widget':{'column_name':'widget','drift_detected':true,"
                + "'current':{'small_distribution':" + drawn + "}}}}}]}");

        assertThat(drifted(findings)).containsExactly("widget");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "rubbish",
                "{'metrics':[",
                "{'metrics':[]} more",
                "{'a':1,'a':2}",
                "{'runs':[{'tool':{'driver':{'name':'other'}}}]}",
                "{'metrics':[{'metric':'DatasetSummaryMetric','result':{}}]}",
                "{'metrics':'none','tests':5,'metric_results':{}}"
            })
    void refusesWhatIsNoReportOfDriftWithASentence(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageMatching("[A-Z].*\\.");
    }

    @Test
    void refusesWhatIsTooDeepOrTooMuch() {
        assertThatThrownBy(() -> read("{'a':" + "[".repeat(100_000)))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("100 levels");
        assertThatThrownBy(() -> read("{'a':[" + "1,".repeat(600_000) + "1]}"))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("more than 500000 values");
    }

    private static List<String> drifted(DriftFindings findings) {
        return findings.columns().stream()
                .filter(column -> Boolean.TRUE.equals(column.drifted()))
                .map(ColumnDrift::column)
                .toList();
    }

    private static ColumnDrift column(DriftFindings findings, String name) {
        return findings.columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// @param json with single quotes, to be readable
    private static DriftFindings read(String json) {
        return READER.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static DriftFindings recorded(String name) {
        return READER.read(bytes(name));
    }

    private static byte[] bytes(String name) {
        try (var in = Objects.requireNonNull(
                EvidentlyReaderTest.class.getResourceAsStream("/drift/" + name + ".json"), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
