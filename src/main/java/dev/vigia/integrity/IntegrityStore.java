package dev.vigia.integrity;

import dev.vigia.platform.ByKeys;
import dev.vigia.projects.ProjectKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The writing side of the integrity tables, in batches.
@Component
class IntegrityStore {

    private static final int BATCH = 1000;
    private static final String TABLE = "integrity_version v";
    private static final String KNOWN = "select v.tag, v.verdict, v.fingerprint";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    IntegrityStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /// @param basis the rules and settings of the last judgement; null before the first
    record ProjectState(@Nullable String basis, @Nullable Instant asOf) {}

    /// A row as it stands.
    record Known(Outcome verdict, String fingerprint) {}

    /// Makes the project's row if it is not there. Outside the judging transaction, since losing the race against
    /// another replica would end that one.
    void ensureProject(ProjectKey project) {
        if (state(project, "").isPresent()) {
            return;
        }
        try {
            jdbc.sql("insert into integrity_project (project) values (?)")
                    .param(project.value())
                    .update();
        } catch (DuplicateKeyException another) {
            // Another replica was faster; its row is as good.
        }
    }

    /// Waits for whoever judges the project at the moment, on any replica.
    ProjectState lock(ProjectKey project) {
        return state(project, " for update").orElseThrow();
    }

    private Optional<ProjectState> state(ProjectKey project, String suffix) {
        return jdbc.sql("select basis, as_of from integrity_project where project = ?" + suffix)
                .param(project.value())
                .query((row, _) -> new ProjectState(row.getString(1), instant(row.getObject(2, OffsetDateTime.class))))
                .optional();
    }

    Map<String, @Nullable String> bases() {
        var bases = new HashMap<String, @Nullable String>();
        jdbc.sql("select project, basis from integrity_project").query(row -> {
            bases.put(row.getString(1), row.getString(2));
        });
        return bases;
    }

    void judged(ProjectKey project, String basis, Instant at) {
        jdbc.sql("update integrity_project set basis = ?, as_of = ? where project = ?")
                .params(basis, utc(at), project.value())
                .update();
    }

    Set<String> tags(ProjectKey project) {
        return new HashSet<>(jdbc.sql("select tag from integrity_version where project = ?")
                .param(project.value())
                .query(String.class)
                .list());
    }

    /// Names of the stored tags that have one of the versions, or one of them as their name.
    Set<String> tagsOfVersions(ProjectKey project, Collection<String> versions) {
        var tags = tagsBy("version", project, versions);
        tags.addAll(tagsBy("tag", project, versions));
        return tags;
    }

    Set<String> tagsAt(ProjectKey project, Collection<String> commits) {
        return tagsBy("commit_id", project, commits);
    }

    private Set<String> tagsBy(String column, ProjectKey project, Collection<String> keys) {
        return keys.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(jdbc.sql("select v.tag" + ByKeys.from(TABLE, "v", column))
                        .params(ByKeys.array(keys), project.value())
                        .query(String.class)
                        .list());
    }

    Map<String, Known> known(ProjectKey project, Collection<String> tags) {
        return tags.isEmpty()
                ? Map.of()
                : known(jdbc.sql(KNOWN + ByKeys.from(TABLE, "v", "tag")).params(ByKeys.array(tags), project.value()));
    }

    /// Of all tags of the project.
    Map<String, Known> known(ProjectKey project) {
        return known(jdbc.sql(KNOWN + " from " + TABLE + " where v.project = ?").param(project.value()));
    }

    private static Map<String, Known> known(JdbcClient.StatementSpec statement) {
        var known = new HashMap<String, Known>();
        statement.query(row -> {
            known.put(row.getString(1), new Known(outcome(row.getInt(2)), row.getString(3)));
        });
        return known;
    }

    Map<String, List<Finding>> findings(ProjectKey project, Collection<String> tags) {
        var findings = new HashMap<String, List<Finding>>();
        if (!tags.isEmpty()) {
            jdbc.sql("select v.tag, v.findings" + ByKeys.from(TABLE, "v", "tag"))
                    .params(ByKeys.array(tags), project.value())
                    .query(row -> {
                        findings.put(row.getString(1), FindingJson.read(row.getString(2)));
                    });
        }
        return findings;
    }

    /// The first verdict of each is not written into the history until the row is about to say something else.
    void insert(List<Judgement> judgements, Instant at) {
        batches.batchUpdate(
                "insert into integrity_version (artifact, version, commit_id, tagged_at, stages, run_id, experiment,"
                        + " verdict, problems, findings, search_text, fingerprint, judged_at, project, tag,"
                        + " first_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                judgements,
                BATCH,
                (statement, judgement) -> {
                    set(statement, judgement, at);
                    statement.setObject(16, utc(at));
                });
    }

    /// @param project of all of them
    void update(ProjectKey project, List<Judgement> judgements, Instant at) {
        keepFirst(project, judgements.stream().map(Judgement::name).toList());
        batches.batchUpdate(
                "update integrity_version set artifact = ?, version = ?, commit_id = ?, tagged_at = ?, stages = ?,"
                        + " run_id = ?, experiment = ?, verdict = ?, problems = ?, findings = ?, search_text = ?,"
                        + " fingerprint = ?, judged_at = ?, first_at = null where project = ? and tag = ?",
                judgements,
                BATCH,
                (statement, judgement) -> set(statement, judgement, at));
    }

    private static void set(PreparedStatement statement, Judgement judgement, Instant at) throws SQLException {
        var tag = judgement.tag();
        statement.setString(1, tag.artifact());
        statement.setString(2, tag.version());
        statement.setString(3, tag.commit().value());
        if (tag.taggedAt() == null) {
            statement.setNull(4, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(4, utc(tag.taggedAt()));
        }
        statement.setString(5, judgement.stages());
        statement.setString(6, judgement.runId());
        statement.setString(7, judgement.experiment());
        statement.setInt(8, rank(judgement.verdict()));
        statement.setInt(9, judgement.problems());
        statement.setString(10, judgement.findingsJson());
        statement.setString(11, judgement.searchText());
        statement.setString(12, judgement.fingerprint());
        statement.setObject(13, utc(at));
        statement.setString(14, tag.project().value());
        statement.setString(15, tag.name().value());
    }

    /// The verdict history stays: what was judged was judged.
    void delete(ProjectKey project, Collection<String> tags) {
        keepFirst(project, tags);
        batches.batchUpdate(
                "delete from integrity_version where project = ? and tag = ?", tags, BATCH, (statement, tag) -> {
                    statement.setString(1, project.value());
                    statement.setString(2, tag);
                });
    }

    /// Writes the first verdicts of these into the history, where their rows still show them.
    private void keepFirst(ProjectKey project, Collection<String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var first = jdbc.sql("select v.tag, v.first_at, v.findings" + ByKeys.from(TABLE, "v", "tag")
                        + " where v.first_at is not null")
                .params(ByKeys.array(tags), project.value())
                .query((row, _) -> {
                    var at = row.getObject(2, OffsetDateTime.class).toInstant();
                    var deciding = Judge.deciding(FindingJson.read(row.getString(3)));
                    return new Change(project, row.getString(1), null, deciding, at);
                })
                .list();
        append(first);
    }

    /// @param because the finding that decided, with the verdict itself
    record Change(ProjectKey project, String tag, @Nullable Outcome from, Finding because, Instant at) {}

    void append(List<Change> changes) {
        batches.batchUpdate(
                "insert into integrity_change (project, tag, changed_at, before, verdict, because)"
                        + " values (?, ?, ?, ?, ?, ?)",
                changes,
                BATCH,
                (statement, change) -> {
                    statement.setString(1, change.project().value());
                    statement.setString(2, change.tag());
                    statement.setObject(3, utc(change.at()));
                    if (change.from() == null) {
                        statement.setNull(4, Types.SMALLINT);
                    } else {
                        statement.setInt(4, rank(change.from()));
                    }
                    statement.setInt(5, rank(change.because().outcome()));
                    statement.setString(6, FindingJson.write(List.of(change.because())));
                });
    }

    static int rank(Outcome outcome) {
        return outcome.ordinal();
    }

    static Outcome outcome(int rank) {
        return Outcome.values()[rank];
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
