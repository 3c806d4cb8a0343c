package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The reading side of the integrity tables. Sentences are made here, while reading.
@Component
class IntegrityReader {

    private static final String COLUMNS =
            "select project, tag, artifact, version, commit_id, tagged_at, stages, run_id,"
                    + " experiment, findings, judged_at from integrity_version";

    private final JdbcClient jdbc;

    IntegrityReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<IntegrityRow> rows(IntegrityQuery query, Set<ProjectKey> projects, long offset, int limit, Instant now) {
        var where = where(query, projects, query.verdicts());
        where.params().add(limit);
        where.params().add(offset);
        return jdbc.sql(COLUMNS + where.sql() + " order by " + order(query.sort()) + " limit ? offset ?")
                .params(where.params())
                .query((row, _) -> row(row, now))
                .list();
    }

    Map<Outcome, Long> counts(IntegrityQuery query, Set<ProjectKey> projects) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        var where = where(query, projects, Set.of());
        jdbc.sql("select verdict, count(*) from integrity_version" + where.sql() + " group by verdict")
                .params(where.params())
                .query(row -> {
                    counts.put(IntegrityStore.outcome(row.getInt(1)), row.getLong(2));
                });
        return counts;
    }

    Optional<IntegrityRow> find(ProjectKey project, TagName tag, Instant now) {
        return jdbc.sql(COLUMNS + " where project = ? and tag = ?")
                .params(project.value(), tag.value())
                .query((row, _) -> row(row, now))
                .optional();
    }

    /// Newest first. The first verdict of a row that was never rewritten is read from the row itself.
    List<VersionReport.Change> history(ProjectKey project, TagName tag) {
        var history = new ArrayList<VersionReport.Change>();
        jdbc.sql("select first_at, findings from integrity_version"
                        + " where project = ? and tag = ? and first_at is not null")
                .params(project.value(), tag.value())
                .query(row -> {
                    history.add(change(row, 1, null, Judge.deciding(FindingJson.read(row.getString(2)))));
                });
        jdbc.sql("select changed_at, before, because from integrity_change"
                        + " where project = ? and tag = ? order by id desc")
                .params(project.value(), tag.value())
                .query(row -> {
                    var before = row.getInt(2);
                    var from = row.wasNull() ? null : IntegrityStore.outcome(before);
                    history.add(change(
                            row, 1, from, FindingJson.read(row.getString(3)).getFirst()));
                });
        return history;
    }

    private static VersionReport.Change change(ResultSet row, int time, @Nullable Outcome from, Finding because)
            throws SQLException {
        var at = row.getObject(time, OffsetDateTime.class).toInstant();
        return new VersionReport.Change(at, from, because.outcome(), Reasons.headline(because, at));
    }

    @Nullable
    Instant asOf(ProjectKey project) {
        return jdbc.sql("select as_of from integrity_project where project = ?")
                .param(project.value())
                .query((row, _) -> Optional.ofNullable(IntegrityStore.instant(row.getObject(1, OffsetDateTime.class))))
                .optional()
                .flatMap(at -> at)
                .orElse(null);
    }

    List<LinkedVersion> linked(ProjectKey project) {
        // A tag that was deleted has a problem in its first check, and no place in the line of versions any more.
        return jdbc.sql("select tag, artifact, version, coalesce(tagged_at, first_at, judged_at) at, run_id,"
                        + " mod(problems, " + Judgement.bit(CheckKind.KPI_WITHIN_LIMITS) + ") = 0"
                        + " from integrity_version where project = ? order by at, tag")
                .param(project.value())
                .query((row, _) -> new LinkedVersion(
                        new TagName(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5),
                        row.getBoolean(6)))
                .list();
    }

    /// The newest change of each tag tells what it came from; a row that was never rewritten is newer than any.
    BrokenVersions broken(ProjectKey project, int most, Instant now) {
        var all = new long[1];
        var versions = jdbc.sql("""
                        with newest as (select coalesce(artifact, '') model, max(tagged_at) at
                          from integrity_version where project = :project group by coalesce(artifact, ''))
                        select v.tag, v.artifact, coalesce(v.first_at, c.changed_at), v.findings, count(*) over (),
                          v.stages <> '[]' or v.tagged_at = n.at in_use
                        from integrity_version v join newest n on n.model = coalesce(v.artifact, '')
                        join integrity_change c on c.id =
                          (select max(x.id) from integrity_change x where x.project = v.project and x.tag = v.tag)
                        where v.project = :project and v.verdict in (:unknown, :fail)
                          and mod(v.problems, :kpis) > 0
                          and (c.verdict = :fail or c.verdict = :unknown and c.before = :fail)
                          and exists (select 1 from integrity_change w
                                      where w.project = v.project and w.tag = v.tag and w.verdict <= :pass)
                        order by in_use desc, c.id limit :most
                        """)
                .param("project", project.value())
                .param("unknown", IntegrityStore.rank(Outcome.UNKNOWN))
                .param("fail", IntegrityStore.rank(Outcome.FAIL))
                .param("pass", IntegrityStore.rank(Outcome.PASS))
                // A KPI beyond its limit is told of by itself.
                .param("kpis", Judgement.bit(CheckKind.KPI_WITHIN_LIMITS))
                .param("most", most)
                .query((row, _) -> {
                    all[0] = row.getLong(5);
                    return new BrokenVersions.BrokenVersion(
                            new TagName(row.getString(1)),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            Reasons.headline(Judge.deciding(FindingJson.read(row.getString(4))), now),
                            row.getBoolean(6));
                })
                .list();
        return new BrokenVersions(all[0], versions);
    }

    private record Where(String sql, List<Object> params) {}

    private static Where where(IntegrityQuery query, Set<ProjectKey> projects, Set<Outcome> verdicts) {
        var sql = new StringBuilder(" where project = any(?)");
        var params = new ArrayList<>();
        params.add(projects.stream().map(ProjectKey::value).toArray(String[]::new));
        if (!verdicts.isEmpty()) {
            sql.append(verdicts.stream()
                    .map(verdict -> String.valueOf(IntegrityStore.rank(verdict)))
                    .collect(Collectors.joining(", ", " and verdict in (", ")")));
        }
        if (!query.failing().isEmpty()) {
            // Both databases divide integers alike, but spell bit operators differently.
            sql.append(query.failing().stream()
                    .map(check -> "mod(problems / " + Judgement.bit(check) + ", 2) = 1")
                    .collect(Collectors.joining(" or ", " and (", ")")));
        }
        var text = query.text();
        if (text != null && !text.isBlank()) {
            sql.append(" and search_text like ? escape '!'");
            params.add("%" + escaped(text.strip().toLowerCase(Locale.ROOT)) + "%");
        }
        return new Where(sql.toString(), params);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String order(IntegrityQuery.Sort sort) {
        return switch (sort) {
            case PROBLEMS -> "verdict desc, tagged_at desc nulls last, project, tag";
            case NEWEST -> "tagged_at desc nulls last, project, tag";
            case OLDEST -> "tagged_at asc nulls last, project, tag";
            case TAG -> "tag, project";
        };
    }

    private static IntegrityRow row(ResultSet row, Instant now) throws SQLException {
        var findings = FindingJson.read(row.getString(10));
        var deciding = Judge.deciding(findings);
        return new IntegrityRow(
                new ProjectKey(row.getString(1)),
                new TagName(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                IntegrityStore.instant(row.getObject(6, OffsetDateTime.class)),
                FindingJson.readNames(row.getString(7)),
                row.getString(8),
                row.getString(9),
                deciding.outcome(),
                Reasons.headline(deciding, now),
                findings.stream().map(finding -> Reasons.check(finding, now)).toList(),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }
}
