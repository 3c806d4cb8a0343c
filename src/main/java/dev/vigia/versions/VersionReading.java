package dev.vigia.versions;

import static dev.vigia.versions.VersionStore.requiredTime;
import static dev.vigia.versions.VersionStore.time;

import dev.vigia.platform.ByKeys;
import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Reads version tags with their stages, in two statements however many they are.
@Repository
class VersionReading {

    /// Above a few thousand names it is cheaper to read all.
    private static final int RATHER_ALL = 2_000;

    private static final Comparator<VersionTag> NEWEST_FIRST = Comparator.comparing(
                    VersionTag::taggedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(VersionTag::name)
            .reversed();

    private final JdbcTemplate jdbc;

    VersionReading(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<VersionTag> versions(ProjectKey project) {
        List<VersionTag> found = read(project, null);
        found.sort(NEWEST_FIRST);
        return found;
    }

    List<VersionTag> versions(ProjectKey project, Collection<TagName> names) {
        LinkedHashSet<TagName> distinct = new LinkedHashSet<>(names);
        if (distinct.size() > RATHER_ALL) {
            List<VersionTag> all = versions(project);
            all.removeIf(version -> !distinct.contains(version.name()));
            return all;
        }
        List<VersionTag> found =
                read(project, distinct.stream().map(TagName::value).toList());
        found.sort(NEWEST_FIRST);
        return found;
    }

    List<TagName> otherTags(ProjectKey project) {
        return jdbc.query(
                "select name from version_tag where project = ? and not is_version and deleted_at is null order by name",
                (row, n) -> new TagName(row.getString(1)),
                project.value());
    }

    List<TagMove> moves(ProjectKey project, TagName name) {
        return jdbc.query(
                "select seen_at, from_commit, to_commit from version_tag_move where project = ? and name = ? order by id",
                (row, n) -> {
                    String to = row.getString(3);
                    return new TagMove(
                            requiredTime(row, 1), new CommitId(row.getString(2)), to == null ? null : new CommitId(to));
                },
                project.value(),
                name.value());
    }

    /// @param names null for all
    private List<VersionTag> read(ProjectKey project, @Nullable List<String> names) {
        Map<String, List<Stage>> stages = new HashMap<>();
        jdbc.query(
                "select t.name, t.stage, t.tag, t.since, t.until" + from("version_stage t", names)
                        + " order by t.since desc, t.stage",
                row -> {
                    stages.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(new Stage(
                                    row.getString(2),
                                    new TagName(row.getString(3)),
                                    requiredTime(row, 4),
                                    time(row, 5)));
                },
                arguments(project, names));
        List<VersionTag> found = new ArrayList<>();
        jdbc.query(
                """
                select t.name, t.artifact, t.version, t.commit_id, t.first_commit, t.first_seen_at, t.moved_at,
                       t.deleted_at, t.annotated, t.tagged_at, t.tagger, t.message, t.registered, t.deprecated,
                       t.is_version""" + from("version_tag t", names),
                row -> {
                    if (row.getBoolean(15)) {
                        found.add(version(project, row, stages));
                    }
                },
                arguments(project, names));
        return found;
    }

    private static String from(String table, @Nullable List<String> names) {
        return names == null ? " from " + table + " where t.project = ?" : ByKeys.from(table, "t", "name");
    }

    private static Object[] arguments(ProjectKey project, @Nullable List<String> names) {
        return names == null ? new Object[] {project.value()} : new Object[] {ByKeys.array(names), project.value()};
    }

    private static VersionTag version(ProjectKey project, ResultSet row, Map<String, List<Stage>> stages)
            throws SQLException {
        String name = row.getString(1);
        return new VersionTag(
                project,
                new TagName(name),
                row.getString(2),
                row.getString(3),
                new CommitId(row.getString(4)),
                new CommitId(row.getString(5)),
                requiredTime(row, 6),
                time(row, 7),
                time(row, 8),
                row.getBoolean(9),
                time(row, 10),
                row.getString(11),
                row.getString(12),
                row.getBoolean(13),
                row.getBoolean(14),
                stages.getOrDefault(name, List.of()));
    }
}
