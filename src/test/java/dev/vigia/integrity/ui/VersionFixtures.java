package dev.vigia.integrity.ui;

import dev.vigia.integrity.Check;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.Difference;
import dev.vigia.integrity.Evidence;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.OrphanRun;
import dev.vigia.integrity.Outcome;
import dev.vigia.integrity.PlotComparison;
import dev.vigia.integrity.VersionComparison;
import dev.vigia.platform.ChartData;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows of the integrity table as a person meets them: mostly whole, a few broken, each in its own way.
final class VersionFixtures {

    static final ProjectKey BANKCHURN = new ProjectKey("bankchurn");
    static final ProjectKey CARVISION = new ProjectKey("carvision");
    static final ProjectKey ESSAY = new ProjectKey("essay-score");
    static final Instant NOW = Instant.now().minusSeconds(20);

    private VersionFixtures() {}

    /// Between any two versions but `v99`, which there is none of.
    static Optional<VersionComparison> comparison(TagName a, TagName b) {
        if (a.value().equals("v99") || b.value().equals("v99")) {
            return Optional.empty();
        }
        return Optional.of(new VersionComparison(
                BANKCHURN,
                new VersionComparison.Side(a.value(), hex(a.value()), hex("run a"), true),
                new VersionComparison.Side(b.value(), hex(b.value()), null, true),
                List.of(
                        Difference.of("metrics.json", "rmse", 0.118, 0.137),
                        Difference.of("metrics.json", "rows", 1000L, 1000L)),
                List.of(Difference.of("params.yaml", "train.depth", 6L, "None")),
                List.of(Difference.of("", "rmse", 0.118, null)),
                List.of(),
                List.of(b + ": eval/scores.py cannot be read: Python files are not read")));
    }

    static PlotComparison plots(TagName a, TagName b) {
        var roc = ChartData.ofValues(
                "fpr",
                "tpr",
                List.of(new ChartData.Series(a.value(), curve(0.3)), new ChartData.Series(b.value(), curve(0.45))));
        return new PlotComparison(
                List.of(
                        new PlotComparison.Drawn("roc.json", "ROC", roc, List.of()),
                        new PlotComparison.Drawn(
                                "confusion.csv",
                                "Confusion",
                                null,
                                List.of(b
                                        + ": confusion.csv is not drawn: its template confusion is not drawn here."))),
                List.of());
    }

    private static List<ChartData.Point> curve(double bend) {
        return IntStream.rangeClosed(0, 40)
                .mapToObj(i -> ChartData.Point.of(i / 40.0, Math.pow(i / 40.0, bend)))
                .toList();
    }

    static List<Project> projects() {
        return List.of(project(BANKCHURN, "Bank churn"), project(CARVISION, "Car vision"), project(ESSAY, "Essays"));
    }

    static Project project(ProjectKey key, String name) {
        return new Project(key, name, null, null, new Project.Dvc(Map.of(), null));
    }

    static List<IntegrityRow> rows() {
        var rows = new ArrayList<IntegrityRow>();
        rows.add(version(BANKCHURN, "v1.4.0")
                .ago(Duration.ofHours(5))
                .stage("prod")
                .check(
                        CheckKind.TAG,
                        Outcome.FAIL,
                        "tag-moved",
                        "First seen at 0be77c1 on 19 Nov, now at 51aa2d8",
                        new Evidence.Tag(
                                hex("v1.4.0"), hex("first"), NOW.minus(Duration.ofDays(3)), NOW.minusSeconds(18000)))
                .check(
                        CheckKind.SAME_CODE,
                        Outcome.FAIL,
                        "code-differs",
                        "The run was made from 0be77c1, the tag is at 51aa2d8",
                        new Evidence.Code(hex("v1.4.0"), hex("first")))
                .because("Tag moved from 0be77c1")
                .build());
        rows.add(version(BANKCHURN, "v1.3.1")
                .ago(Duration.ofDays(2))
                .check(
                        CheckKind.DATA_PUSHED,
                        Outcome.FAIL,
                        "object-missing",
                        "2 of 5 outputs are not in s3-prod: models/model.pkl, data/features.parquet",
                        new Evidence.Data(
                                5,
                                3,
                                0,
                                true,
                                null,
                                List.of(
                                        new Evidence.Output(
                                                "models/model.pkl",
                                                hex("m").substring(0, 32),
                                                "s3-prod",
                                                "object-missing",
                                                List.of()),
                                        new Evidence.Output(
                                                "data/features.parquet",
                                                hex("f").substring(0, 32),
                                                "s3-prod",
                                                "object-missing",
                                                List.of()))))
                .because("2 of 5 outputs not pushed")
                .build());
        rows.add(version(BANKCHURN, "v1.0.2")
                .ago(Duration.ofDays(3))
                .withoutRun()
                .check(
                        CheckKind.RUN_LINKED,
                        Outcome.FAIL,
                        "run-missing",
                        "No run carries the MLflow tag version=v1.0.2; one was made from the tag's commit",
                        new Evidence.Runs(
                                List.of("v1.0.2"),
                                List.of(),
                                List.of(new Evidence.RunRef(
                                        hex("candidate").substring(0, 32), "brave-finch-211", "churn-xgb", false)),
                                "mlflow runs set-tag --run-id "
                                        + hex("candidate").substring(0, 32) + " version v1.0.2"))
                .because("No run claims v1.0.2")
                .build());
        rows.add(version(BANKCHURN, "v1.3.0")
                .ago(Duration.ofDays(6))
                .check(
                        CheckKind.DATA_PUSHED,
                        Outcome.UNKNOWN,
                        "remote-unreachable",
                        "s3-prod has not answered for 6 min",
                        new Evidence.Data(5, 0, 5, true, NOW, List.of()))
                .check(
                        CheckKind.SAME_CODE,
                        Outcome.WARN,
                        "commit-absent",
                        "The run records no commit",
                        new Evidence.Code(hex("v1.3.0"), null))
                .because("Remote s3-prod silent for 6 min")
                .build());
        for (int i = 4; i >= 0; i--) {
            rows.add(version(BANKCHURN, "v1.2." + i)
                    .ago(Duration.ofDays(12 - i))
                    .stage(i == 4 ? "staging" : null)
                    .build());
        }
        for (int i = 22; i > 0; i--) {
            rows.add(
                    version(BANKCHURN, "v0.9." + i).ago(Duration.ofDays(60 - i)).build());
        }
        rows.add(version(CARVISION, "detector@v0.9.2#4")
                .ago(Duration.ofDays(1))
                .check(
                        CheckKind.SAME_METRICS,
                        Outcome.WARN,
                        "metrics-differ",
                        "1 of 3 metrics differs: mAP is 0.713 at the tag and 0.7131 in the run",
                        new Evidence.Values(
                                3, 1, List.of(new Evidence.Difference("metrics.json:mAP", "0.713", "0.7131"))))
                .because("mAP differs: 0.713 and 0.7131")
                .build());
        for (int i = 29; i > 0; i--) {
            rows.add(version(CARVISION, "detector@v0.8." + i)
                    .ago(Duration.ofDays(90 - i))
                    .build());
        }
        for (int i = 28; i > 0; i--) {
            rows.add(version(ESSAY, "v2.0." + i).ago(Duration.ofDays(70 - i)).build());
        }
        return rows;
    }

    static List<OrphanRun> orphans() {
        return List.of(
                new OrphanRun(
                        BANKCHURN,
                        hex("o1").substring(0, 32),
                        "calm-owl-17",
                        "churn-xgb",
                        "v1.9.9",
                        NOW.minus(Duration.ofDays(4)),
                        "version-without-tag",
                        "Claims v1.9.9, but no tag has that version"),
                new OrphanRun(
                        BANKCHURN,
                        hex("o2").substring(0, 32),
                        "bold-elk-3",
                        "churn-lgbm",
                        "v1.2.1",
                        NOW.minus(Duration.ofDays(9)),
                        "version-claimed-twice",
                        "Claims v1.2.1, and so does another run"));
    }

    static Builder version(ProjectKey project, String tag) {
        return new Builder(project, tag);
    }

    static String hex(String seed) {
        try {
            return HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-1")
                            .digest(seed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static final class Builder {

        private final ProjectKey project;
        private final String tag;
        private final Map<CheckKind, Check> checks = new EnumMap<>(CheckKind.class);
        private final List<String> stages = new ArrayList<>();
        private Duration ago = Duration.ofDays(1);
        private @Nullable String run;
        private String because = "Whole";

        private Builder(ProjectKey project, String tag) {
            this.project = project;
            this.tag = tag;
            run = hex("run " + project + tag).substring(0, 32);
            for (CheckKind kind : CheckKind.values()) {
                pass(kind);
            }
            check(
                    CheckKind.REPRODUCED,
                    Outcome.NOT_APPLICABLE,
                    "not-asked",
                    "Nobody has reproduced it yet",
                    new Evidence.None());
        }

        private void pass(CheckKind kind) {
            var reason = switch (kind) {
                case TAG -> "Still where it was first seen";
                case DVC_TRACKED -> "3 stages, dvc.yaml and dvc.lock agree";
                case DATA_PUSHED -> "5 of 5 outputs are in s3-prod";
                case RUN_LINKED -> "One run claims it";
                case RUN_COMPLETE -> "Finished, with 4 metrics and its model";
                case SAME_CODE -> "The run was made from the tag's commit";
                case SAME_METRICS -> "4 of 4 metrics are the same";
                case SAME_PARAMS -> "11 of 11 parameters are the same";
                case REPRODUCED -> "Reproduced";
                case KPI_WITHIN_LIMITS -> "4 KPIs within limits";
            };
            check(kind, Outcome.PASS, "fine", reason, new Evidence.None());
        }

        Builder ago(Duration time) {
            ago = time;
            return this;
        }

        Builder stage(@Nullable String stage) {
            if (stage != null) {
                stages.add(stage);
            }
            return this;
        }

        Builder withoutRun() {
            run = null;
            for (CheckKind kind : List.of(
                    CheckKind.RUN_COMPLETE, CheckKind.SAME_CODE, CheckKind.SAME_METRICS, CheckKind.SAME_PARAMS)) {
                check(kind, Outcome.NOT_APPLICABLE, "no-run", "There is no run to compare", new Evidence.None());
            }
            return this;
        }

        Builder check(CheckKind kind, Outcome outcome, String code, String reason, Evidence evidence) {
            checks.put(kind, new Check(kind, outcome, code, reason, evidence));
            return this;
        }

        Builder because(String headline) {
            because = headline;
            return this;
        }

        IntegrityRow build() {
            var at = tag.indexOf('@');
            return new IntegrityRow(
                    project,
                    new TagName(tag),
                    at < 0 ? null : tag.substring(0, at),
                    tag.substring(at + 1),
                    hex(tag),
                    NOW.minus(ago),
                    List.copyOf(stages),
                    run,
                    run == null ? null : "churn-xgb",
                    Outcome.worst(checks.values().stream().map(Check::outcome).toList()),
                    because,
                    List.copyOf(checks.values()),
                    NOW);
        }
    }
}
