package dev.vigia.alerts;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// How asking each Alertmanager goes, never hidden by older good answers.
@Repository
class ClusterHealth {

    private static final int LONGEST = 2_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ClusterHealth(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void good(String cluster, String outcome) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        makeSureOf(cluster);
        jdbc.update(
                "update alert_cluster set last_try_at = ?, last_good_at = ?, last_outcome = ?, error_code = null,"
                        + " error = null where cluster = ?",
                now,
                now,
                outcome,
                cluster);
    }

    void bad(String cluster, String code, String sentence) {
        makeSureOf(cluster);
        var said = sentence.replace('\u0000', ' ');
        jdbc.update(
                "update alert_cluster set last_try_at = ?, error_code = ?, error = ? where cluster = ?",
                clock.instant().atOffset(ZoneOffset.UTC),
                code,
                said.substring(0, Math.min(LONGEST, said.length())),
                cluster);
    }

    List<AlertCluster> all() {
        return jdbc.query(
                "select cluster, last_try_at, last_good_at, last_outcome, error_code, error from alert_cluster"
                        + " order by cluster",
                (rs, _) -> new AlertCluster(
                        rs.getString(1),
                        EpisodeStore.instant(rs, "last_try_at"),
                        EpisodeStore.instant(rs, "last_good_at"),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getString(6)));
    }

    private void makeSureOf(String cluster) {
        var there = Optional.ofNullable(jdbc.queryForObject(
                        "select count(*) from alert_cluster where cluster = ?", Long.class, cluster))
                .orElse(0L);
        if (there == 0) {
            // One job compares at a time, so nobody is faster.
            jdbc.update("insert into alert_cluster (cluster) values (?)", cluster);
        }
    }
}
