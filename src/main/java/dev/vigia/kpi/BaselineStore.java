package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The history of baselines, append-only, and which runs are candidates.
@Repository
class BaselineStore {

    private final JdbcClient jdbc;

    BaselineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            ProjectKey project,
            String model,
            boolean byRule,
            @Nullable Baseline baseline,
            Instant at,
            String by,
            String why) {
        jdbc.sql("insert into kpi_baseline (project, model, by_rule, version, run_id, sampled_at, chosen_at,"
                        + " chosen_by, why) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(project.value())
                .param(model)
                .param(byRule)
                .param(baseline == null ? null : baseline.version())
                .param(baseline == null ? null : baseline.runId())
                .param(baseline == null ? null : baseline.at().atOffset(ZoneOffset.UTC))
                .param(at.atOffset(ZoneOffset.UTC))
                .param(by)
                .param(why)
                .update();
    }

    /// Newest first.
    List<BaselineChoice> history(ProjectKey project, int limit) {
        return jdbc.sql("select id, model, by_rule, version, run_id, sampled_at, chosen_at, chosen_by, why"
                        + " from kpi_baseline where project = ? order by id desc limit ?")
                .params(project.value(), limit)
                .query((rs, _) -> choice(rs))
                .list();
    }

    /// What people chose and nobody took back, by model, newest first.
    Map<String, List<BaselineChoice>> chosen(ProjectKey project) {
        var chosen = new HashMap<String, List<BaselineChoice>>();
        jdbc.sql("select b.id, b.model, b.by_rule, b.version, b.run_id, b.sampled_at, b.chosen_at, b.chosen_by, b.why"
                        + " from kpi_baseline b where b.project = ? and not b.by_rule and b.id > coalesce((select"
                        + " max(r.id) from kpi_baseline r where r.project = b.project and r.model = b.model"
                        + " and not r.by_rule and r.version is null and r.run_id is null), 0) order by b.id desc")
                .param(project.value())
                .query((rs, _) -> choice(rs))
                .list()
                .forEach(choice -> chosen.computeIfAbsent(choice.model(), _ -> new ArrayList<>())
                        .add(choice));
        return chosen;
    }

    private static BaselineChoice choice(ResultSet rs) throws SQLException {
        var version = rs.getString(4);
        var run = rs.getString(5);
        var at = rs.getObject(6, OffsetDateTime.class);
        return new BaselineChoice(
                rs.getLong(1),
                rs.getString(2),
                rs.getBoolean(3),
                at == null || version == null && run == null ? null : new Baseline(version, run, at.toInstant()),
                rs.getObject(7, OffsetDateTime.class).toInstant(),
                rs.getString(8),
                rs.getString(9));
    }

    Set<String> candidates(ProjectKey project) {
        return Set.copyOf(jdbc.sql("select run_id from kpi_candidate where project = ?")
                .param(project.value())
                .query(String.class)
                .list());
    }

    /// @return whether anything changed
    boolean candidate(ProjectKey project, String run, boolean candidate, Instant at, String by) {
        var marked = candidates(project).contains(run);
        if (marked == candidate) {
            return false;
        }
        if (candidate) {
            jdbc.sql("insert into kpi_candidate (project, run_id, marked_at, marked_by) values (?, ?, ?, ?)")
                    .params(project.value(), run, at.atOffset(ZoneOffset.UTC), by)
                    .update();
        } else {
            jdbc.sql("delete from kpi_candidate where project = ? and run_id = ?")
                    .params(project.value(), run)
                    .update();
        }
        return true;
    }
}
