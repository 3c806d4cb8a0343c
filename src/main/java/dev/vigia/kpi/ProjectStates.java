package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// One row a project: the lock of its derivation, and how far that came.
@Repository
class ProjectStates {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, VersionLine.Now>> LINE = new TypeReference<>() {};

    private final JdbcClient jdbc;

    ProjectStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param basis what its samples were read by; null before the first time
    /// @param compared what the answers of its versions rest on
    /// @param line the baselines now, by model
    /// @param drift the last drift report that was taken in
    record State(
            @Nullable String basis,
            @Nullable String compared,
            Map<String, VersionLine.Now> line,
            long drift,
            @Nullable Instant asOf) {}

    void ensure(ProjectKey project) {
        if (find(project).isPresent()) {
            return;
        }
        try {
            jdbc.sql("insert into kpi_project (project, line, drift) values (?, '{}', 0)")
                    .param(project.value())
                    .update();
        } catch (DuplicateKeyException another) {
            // Another replica was faster; its row is as good.
        }
    }

    State lock(ProjectKey project) {
        return state(project, " for update").orElseThrow();
    }

    Optional<State> find(ProjectKey project) {
        return state(project, "");
    }

    private Optional<State> state(ProjectKey project, String suffix) {
        return jdbc.sql("select basis, compared, line, drift, as_of from kpi_project where project = ?" + suffix)
                .param(project.value())
                .query((rs, _) -> {
                    var asOf = rs.getObject(5, OffsetDateTime.class);
                    return new State(
                            rs.getString(1),
                            rs.getString(2),
                            JSON.readValue(rs.getString(3), LINE),
                            rs.getLong(4),
                            asOf == null ? null : asOf.toInstant());
                })
                .optional();
    }

    void save(ProjectKey project, State state) {
        jdbc.sql("update kpi_project set basis = ?, compared = ?, line = ?, drift = ?, as_of = ? where project = ?")
                .param(state.basis())
                .param(state.compared())
                .param(JSON.writeValueAsString(state.line()))
                .param(state.drift())
                .param(state.asOf() == null ? null : state.asOf().atOffset(ZoneOffset.UTC))
                .param(project.value())
                .update();
    }

    Map<String, State> all() {
        var states = new HashMap<String, State>();
        jdbc.sql("select project from kpi_project")
                .query(String.class)
                .list()
                .forEach(project -> find(new ProjectKey(project)).ifPresent(state -> states.put(project, state)));
        return states;
    }
}
