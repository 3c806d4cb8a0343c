package dev.vigia.kpi;

import dev.vigia.integrity.Evidence;
import dev.vigia.integrity.VersionLimits;
import dev.vigia.platform.ByKeys;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What each version's KPIs say, stored for the check that reads it.
@Repository
class VersionAnswers implements VersionLimits {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 1000;

    private final JdbcTemplate jdbc;

    VersionAnswers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<TagName, Evidence.Kpis> of(ProjectKey project, Collection<TagName> tags) {
        var answers = new HashMap<TagName, Evidence.Kpis>();
        var keys = tags.stream().map(TagName::value).toList();
        for (var from = 0; from < keys.size(); from += BATCH) {
            var chunk = keys.subList(from, Math.min(keys.size(), from + BATCH));
            jdbc.query(
                    "select v.tag, v.answer" + ByKeys.from("kpi_version v", "v", "tag"),
                    ps -> {
                        ps.setArray(1, ps.getConnection().createArrayOf("varchar", ByKeys.array(chunk)));
                        ps.setString(2, project.value());
                    },
                    rs -> {
                        answers.put(new TagName(rs.getString(1)), read(rs.getString(2)));
                    });
        }
        return answers;
    }

    private record Row(String tag, String model, @Nullable String runId, String answer) {}

    /// @param answered the tags whose answer is another one than before
    /// @param linked the tags whose run is another one than before
    record Changed(Set<TagName> answered, Set<String> linked) {}

    Changed replace(ProjectKey project, List<VersionLine.Compared> compared) {
        var before = new HashMap<String, Row>();
        jdbc.query(
                "select tag, model, run_id, answer from kpi_version where project = ?",
                rs -> {
                    before.put(
                            rs.getString(1),
                            new Row(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)));
                },
                project.value());
        var differing = compared.stream()
                .map(each -> new Row(
                        each.version().tag().value(),
                        VersionLine.model(each.version()),
                        each.version().runId(),
                        JSON.writeValueAsString(each.answer())))
                .filter(row -> !row.equals(before.get(row.tag())))
                .toList();
        var gone = new HashSet<>(before.keySet());
        compared.forEach(each -> gone.remove(each.version().tag().value()));
        var changed = new Changed(new HashSet<>(), new HashSet<>());
        for (var row : differing) {
            var was = before.get(row.tag());
            if (was == null || !was.answer().equals(row.answer())) {
                changed.answered().add(new TagName(row.tag()));
            }
            if (was == null || !Objects.equals(was.runId(), row.runId())) {
                changed.linked().add(row.tag());
            }
        }
        changed.linked().addAll(gone);
        gone.addAll(differing.stream().map(Row::tag).filter(before::containsKey).toList());
        jdbc.batchUpdate(
                "delete from kpi_version where project = ? and tag = ?", List.copyOf(gone), BATCH, (ps, tag) -> {
                    ps.setString(1, project.value());
                    ps.setString(2, tag);
                });
        jdbc.batchUpdate(
                "insert into kpi_version (project, tag, model, run_id, answer) values (?, ?, ?, ?, ?)",
                differing,
                BATCH,
                (ps, row) -> {
                    ps.setString(1, project.value());
                    ps.setString(2, row.tag());
                    ps.setString(3, row.model());
                    ps.setString(4, row.runId());
                    ps.setString(5, row.answer());
                });
        return changed;
    }

    /// What a sample is of.
    ///
    /// @param tag the version that its run made, or whose files it is from; null where it is of none
    /// @param model empty where tags name none; null where it cannot be told
    record Of(@Nullable String tag, @Nullable String model) {

        static final Of NOTHING = new Of(null, null);
    }

    /// A run that is linked to no version is of the model that it claims to have made a version of, else of the
    /// only one that its experiment has made versions of.
    Of find(ProjectKey project, Sample sample) {
        return switch (sample.source()) {
            case DRIFT -> Of.NOTHING;
            case DVC -> linked(project, "tag", sample.origin()).orElse(Of.NOTHING);
            case RUN -> linked(project, "run_id", sample.origin()).orElseGet(() -> unlinked(project, sample.origin()));
        };
    }

    private Optional<Of> linked(ProjectKey project, String column, String origin) {
        return jdbc
                .query(
                        "select tag, model from kpi_version where project = ? and " + column + " = ? order by tag",
                        (rs, _) -> new Of(rs.getString(1), rs.getString(2)),
                        project.value(),
                        origin)
                .stream()
                .findFirst();
    }

    private Of unlinked(ProjectKey project, String run) {
        return jdbc
                .query(
                        "select (select min(v.model) from kpi_version v where v.project = r.project and v.model <> ''"
                                + " and left(r.version, char_length(v.model) + 1) = v.model || '@'),"
                                + " (select case when count(distinct v.model) = 1"
                                + " then min(v.model) end from kpi_version v join runs o on o.project = v.project"
                                + " and o.run_id = v.run_id where v.project = r.project"
                                + " and o.experiment_id = r.experiment_id) from runs r where r.project = ?"
                                + " and r.run_id = ?",
                        (rs, _) -> new Of(null, rs.getString(1) == null ? rs.getString(2) : rs.getString(1)),
                        project.value(),
                        run)
                .stream()
                .findFirst()
                .orElse(Of.NOTHING);
    }

    private static Evidence.Kpis read(String json) {
        return (Evidence.Kpis) JSON.readValue(json, Evidence.class);
    }
}
