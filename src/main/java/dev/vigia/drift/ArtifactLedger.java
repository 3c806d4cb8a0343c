package dev.vigia.drift;

import dev.vigia.drift.DriftHistory.ArtifactTrouble;
import dev.vigia.platform.ByKeys;
import dev.vigia.platform.Dialect;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// What became of looking for a report among the artifacts of each run.
@Repository
class ArtifactLedger {

    enum Outcome {
        TAKEN,
        /// Taken, but not the page for people that lies beside it.
        WITHOUT_PAGE,
        /// There is none. It may still be on its way when the run ends, so it is looked for a few times.
        NONE,
        /// It is there and is no report, or more than may be read.
        UNREADABLE,
        /// The place did not answer.
        FAILED
    }

    /// What became of the looks so far.
    record State(int tries, Outcome outcome, Instant lookedAt) {

        boolean isDue(Instant now) {
            return switch (outcome) {
                case TAKEN, WITHOUT_PAGE, UNREADABLE -> false;
                case NONE -> tries < MOST_TRIES && hasRested(now);
                case FAILED -> hasRested(now);
            };
        }

        /// Whether a look has failed so often that one should make do with what there is.
        boolean isLast() {
            return tries + 1 >= MOST_TRIES;
        }

        private boolean hasRested(Instant now) {
            var rest = REST.multipliedBy((long) tries * tries);
            return !now.isBefore(lookedAt.plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST));
        }
    }

    /// After the first look; longer after each further one.
    private static final Duration REST = Duration.ofMinutes(10);

    private static final Duration LONGEST_REST = Duration.ofHours(6);
    private static final int MOST_TRIES = 4;
    private static final int SHOWN = 20;

    private final JdbcTemplate jdbc;
    private final String write;

    ArtifactLedger(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        var columns = "(project, run_id, path, looked_at, tries, outcome, note)";
        this.write = dialect.choose(
                "merge into drift_artifact a using (select cast(? as varchar) as p, cast(? as varchar) as r,"
                        + " cast(? as varchar) as w, cast(? as timestamp with time zone) as l, cast(? as varchar) as o,"
                        + " cast(? as varchar) as n) s on a.project = s.p and a.run_id = s.r when matched then update set"
                        + " tries = case when a.path = s.w then a.tries + 1 else 1 end, path = s.w, looked_at = s.l,"
                        + " outcome = s.o, note = s.n when not matched then insert " + columns
                        + " values (s.p, s.r, s.w, s.l, 1, s.o, s.n)",
                "insert into drift_artifact as a " + columns
                        + " select p, r, w, l, 1, o, n from (values (cast(? as varchar), cast(? as varchar),"
                        + " cast(? as varchar), cast(? as timestamp with time zone), cast(? as varchar),"
                        + " cast(? as varchar))) s (p, r, w, l, o, n) on conflict (project, run_id) do update set"
                        + " tries = case when a.path = excluded.path then a.tries + 1 else 1 end, path = excluded.path,"
                        + " looked_at = excluded.looked_at, outcome = excluded.outcome, note = excluded.note");
    }

    void write(ProjectKey project, RunId run, String path, Instant now, Outcome outcome, String note) {
        jdbc.update(write, project.value(), run.value(), path, now.atOffset(ZoneOffset.UTC), outcome.name(), note);
    }

    /// By run, for those of the runs that were looked at for this path.
    Map<String, State> states(ProjectKey project, String path, Collection<String> runs) {
        var states = new HashMap<String, State>();
        jdbc.query(
                "select a.run_id, a.path, a.tries, a.outcome, a.looked_at"
                        + ByKeys.from("drift_artifact a", "a", "run_id"),
                ps -> {
                    ps.setArray(1, ps.getConnection().createArrayOf("varchar", ByKeys.array(runs)));
                    ps.setString(2, project.value());
                },
                rs -> {
                    if (rs.getString("path").equals(path)) {
                        states.put(
                                rs.getString("run_id"),
                                new State(
                                        rs.getInt("tries"),
                                        Outcome.valueOf(rs.getString("outcome")),
                                        rs.getObject("looked_at", OffsetDateTime.class)
                                                .toInstant()));
                    }
                });
        return states;
    }

    List<ArtifactTrouble> troubles(ProjectKey project) {
        return jdbc.query(
                "select run_id, looked_at, note from drift_artifact where project = ? and outcome in ('UNREADABLE',"
                        + " 'WITHOUT_PAGE', 'FAILED') order by looked_at desc, run_id limit ?",
                (rs, _) -> new ArtifactTrouble(
                        new RunId(rs.getString(1)),
                        rs.getObject(2, OffsetDateTime.class).toInstant(),
                        rs.getString(3)),
                project.value(),
                SHOWN);
    }
}
