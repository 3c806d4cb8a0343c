package dev.vigia.kpi;

import dev.vigia.projects.Kpi;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Threshold;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A project's KPIs with the thresholds that count: those that were set by hand, else the configured ones.
@Component
class KpiRules {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Threshold>> THRESHOLDS = new TypeReference<>() {};

    private final Projects projects;
    private final JdbcClient jdbc;

    KpiRules(Projects projects, JdbcClient jdbc) {
        this.projects = projects;
        this.jdbc = jdbc;
    }

    List<Kpi> of(ProjectKey project) {
        var edits = edits(project);
        return projects.require(project).kpis().all().stream()
                .map(kpi -> Optional.ofNullable(edits.get(kpi.name()))
                        .map(ThresholdEdit::thresholds)
                        .map(kpi::with)
                        .orElse(kpi))
                .toList();
    }

    /// @throws UnknownKpiException if the project has no such KPI
    Kpi require(ProjectKey project, String name) {
        return of(project).stream()
                .filter(kpi -> kpi.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownKpiException(project, name));
    }

    /// The newest entry of each KPI that somebody changed.
    Map<String, ThresholdEdit> edits(ProjectKey project) {
        var edits = new HashMap<String, ThresholdEdit>();
        jdbc.sql("select e.kpi, e.thresholds, e.edited_at, e.edited_by, e.why from kpi_threshold_edit e"
                        + " join (select kpi, max(id) newest from kpi_threshold_edit where project = ? group by kpi) n"
                        + " on n.newest = e.id")
                .param(project.value())
                .query(rs -> {
                    var thresholds = rs.getString(2);
                    edits.put(
                            rs.getString(1),
                            new ThresholdEdit(
                                    rs.getString(1),
                                    thresholds == null ? null : JSON.readValue(thresholds, THRESHOLDS),
                                    rs.getObject(3, OffsetDateTime.class).toInstant(),
                                    rs.getString(4),
                                    rs.getString(5)));
                });
        return edits;
    }

    void add(ProjectKey project, ThresholdEdit edit) {
        jdbc.sql("insert into kpi_threshold_edit (project, kpi, thresholds, edited_at, edited_by, why)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(project.value())
                .param(edit.kpi())
                .param(edit.thresholds() == null ? null : JSON.writeValueAsString(edit.thresholds()))
                .param(edit.at().atOffset(ZoneOffset.UTC))
                .param(edit.by())
                .param(edit.why())
                .update();
    }
}
