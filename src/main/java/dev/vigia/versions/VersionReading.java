package dev.vigia.versions;

import static dev.vigia.versions.VersionStore.requiredTime;
import static dev.vigia.versions.VersionStore.time;

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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Reads version tags with their stages, in two statements however many they are.
@Repository
class VersionReading {

    /// Names asked for in one statement; above a few thousand it is cheaper to read all.
    private static final int NAMES_AT_ONCE = 500;

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
        List<VersionTag> found = read(project, "", List.of());
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
        List<VersionTag> found = new ArrayList<>();
        List<String> asked = distinct.stream().map(TagName::value).toList();
        for (int from = 0; from < asked.size(); from += NAMES_AT_ONCE) {
            List<String> part = asked.subList(from, Math.min(asked.size(), from + NAMES_AT_ONCE));
            found.addAll(read(project, " and name in (" + "?, ".repeat(part.size() - 1) + "?)", part));
        }
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

    private List<VersionTag> read(ProjectKey project, String condition, List<String> names) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(project.value());
        arguments.addAll(names);
        Map<String, List<Stage>> stages = new HashMap<>();
        jdbc.query(
                "select name, stage, tag, since, until from version_stage where project = ?" + condition
                        + " order by since desc, stage",
                row -> {
                    stages.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(new Stage(
                                    row.getString(2),
                                    new TagName(row.getString(3)),
                                    requiredTime(row, 4),
                                    time(row, 5)));
                },
                arguments.toArray());
        return jdbc.query("""
                select name, artifact, version, commit_id, first_commit, first_seen_at, moved_at, deleted_at, annotated,
                       tagged_at, tagger, message, registered, deprecated
                from version_tag where project = ? and is_version""" + condition, (row, n) -> version(project, row, stages), arguments.toArray());
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
