package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Keeps whether the data of commits was pushed, as the remotes last answered.
@Component
public class DataStore {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    DataStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// One commit's answer.
    ///
    /// @param settings a digest of the remotes' settings it was got with; another one makes it worth asking again
    /// @param values metrics and params read from cached files in the remote
    public record Answer(
            CommitId commit, List<DataOutput> outputs, List<CachedValues> values, boolean deep, String settings) {

        /// Whether asking again may give something better.
        public boolean open() {
            return outputs.stream().anyMatch(output -> output.presence() != DataOutput.Presence.PRESENT);
        }
    }

    /// What is known of a commit without its outputs.
    public record Known(boolean open, boolean deep, String settings) {}

    public Map<CommitId, Known> known(ProjectKey project) {
        Map<CommitId, Known> known = new LinkedHashMap<>();
        jdbc.query(
                "select commit_id, open, deep, settings from data_check where project = ? and part = 0",
                row -> {
                    known.put(
                            new CommitId(row.getString(1)),
                            new Known(row.getBoolean(2), row.getBoolean(3), row.getString(4)));
                },
                project.value());
        return known;
    }

    public Map<CommitId, DataState> states(ProjectKey project, Collection<CommitId> commits) {
        Map<CommitId, DataState> states = new LinkedHashMap<>();
        load(project, commits)
                .forEach((commit, row) -> states.put(
                        commit,
                        new DataState(
                                commit,
                                json.readValue(row.text(), Content.class).outputs(),
                                row.checkedAt(),
                                row.deep())));
        return states;
    }

    /// Metrics and params that lie in the remote instead of in Git.
    public Map<CommitId, List<CachedValues>> values(ProjectKey project, Collection<CommitId> commits) {
        Map<CommitId, List<CachedValues>> values = new LinkedHashMap<>();
        load(project, commits, true).forEach((commit, row) -> {
            List<CachedValues> found = json.readValue(row.text(), Content.class).values();
            if (!found.isEmpty()) {
                values.put(commit, found);
            }
        });
        return values;
    }

    /// Stores answers; takes part in the caller's transaction.
    ///
    /// @return the commits of which something else is known now than before
    @Transactional
    public Set<CommitId> store(ProjectKey project, Collection<Answer> answers) {
        Timestamp now = Timestamp.from(clock.instant());
        Map<CommitId, Row> before =
                load(project, answers.stream().map(Answer::commit).toList());
        Set<CommitId> changed = new HashSet<>();
        List<Object[]> same = new ArrayList<>();
        List<Object[]> gone = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (Answer answer : answers) {
            String commit = answer.commit().value();
            String text = json.writeValueAsString(new Content(answer.outputs(), answer.values()));
            Row old = before.get(answer.commit());
            if (old != null
                    && old.deep() == answer.deep()
                    && old.text().equals(text)
                    && old.settings().equals(answer.settings())) {
                same.add(new Object[] {now, project.value(), commit});
                continue;
            }
            changed.add(answer.commit());
            gone.add(new Object[] {project.value(), commit});
            List<String> parts = JsonParts.split(text);
            for (int part = 0; part < parts.size(); part++) {
                rows.add(new Object[] {
                    project.value(),
                    commit,
                    part,
                    now,
                    answer.open(),
                    answer.deep(),
                    !answer.values().isEmpty(),
                    answer.settings(),
                    parts.get(part)
                });
            }
        }
        jdbc.batchUpdate("update data_check set checked_at = ? where project = ? and commit_id = ?", same);
        jdbc.batchUpdate("delete from data_check where project = ? and commit_id = ?", gone);
        jdbc.batchUpdate(
                "insert into data_check"
                        + " (project, commit_id, part, checked_at, open, deep, has_values, settings, content)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        return changed;
    }

    /// From now on every object of this commit is asked for, however many, beginning with the next sync of the
    /// project's DVC source, which the caller asks for. It stays so: a shallower check must not hide a loss that a
    /// deep one found.
    @Transactional
    public void wantDeep(ProjectKey project, CommitId commit) {
        jdbc.update("delete from data_deep where project = ? and commit_id = ?", project.value(), commit.value());
        jdbc.update("insert into data_deep (project, commit_id) values (?, ?)", project.value(), commit.value());
    }

    public Set<CommitId> wantedDeep(ProjectKey project) {
        Set<CommitId> wanted = new HashSet<>();
        jdbc.query(
                "select commit_id from data_deep where project = ?",
                row -> {
                    wanted.add(new CommitId(row.getString(1)));
                },
                project.value());
        return wanted;
    }

    private record Content(List<DataOutput> outputs, List<CachedValues> values) {}

    private record Row(Instant checkedAt, boolean deep, String settings, String text) {
        Row followedBy(Row next) {
            return new Row(checkedAt, deep, settings, text + next.text());
        }
    }

    private Map<CommitId, Row> load(ProjectKey project, Collection<CommitId> commits) {
        return load(project, commits, false);
    }

    private Map<CommitId, Row> load(ProjectKey project, Collection<CommitId> commits, boolean withValues) {
        Set<String> wanted = new HashSet<>();
        commits.forEach(commit -> wanted.add(commit.value()));
        Map<CommitId, Row> rows = new LinkedHashMap<>();
        CommitParts.query(
                jdbc,
                "t.commit_id, t.checked_at, t.deep, t.settings, "
                        + (withValues ? "case when t.has_values then t.content end" : "t.content"),
                "data_check",
                project,
                wanted,
                row -> {
                    if (row.getString(5) != null) {
                        rows.merge(new CommitId(row.getString(1)), row(row), Row::followedBy);
                    }
                });
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getTimestamp(2).toInstant(), row.getBoolean(3), row.getString(4), row.getString(5));
    }
}
