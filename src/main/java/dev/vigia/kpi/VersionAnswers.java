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

    /// A version by its name or by its run.
    ///
    /// @param model empty where tags name none
    record Known(String tag, String model) {}

    Optional<Known> find(ProjectKey project, SampleSource source, String origin) {
        if (source == SampleSource.DRIFT) {
            return Optional.empty();
        }
        return jdbc
                .query(
                        "select tag, model from kpi_version where project = ? and "
                                + (source == SampleSource.RUN ? "run_id" : "tag") + " = ? order by tag",
                        (rs, _) -> new Known(rs.getString(1), rs.getString(2)),
                        project.value(),
                        origin)
                .stream()
                .findFirst();
    }

    private static Evidence.Kpis read(String json) {
        return (Evidence.Kpis) JSON.readValue(json, Evidence.class);
    }
}
