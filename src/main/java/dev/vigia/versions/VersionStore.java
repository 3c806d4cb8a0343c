package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagLedger.StageRow;
import dev.vigia.versions.VersionNaming.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The tables of tags and stages. Writing takes part in the caller's transaction.
@Repository
class VersionStore {

    /// Longer messages are cut: they are shown, not judged.
    private static final int LONGEST_MESSAGE = 20_000;

    private final JdbcTemplate jdbc;

    VersionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// What was last seen, to tell at once that nothing changed.
    ///
    /// @param rules how tag names were understood
    record Seen(String digest, String rules) {}

    Optional<Seen> seen(ProjectKey project) {
        return jdbc
                .query(
                        "select digest, rules from version_source where project = ?",
                        (row, n) -> new Seen(row.getString(1), row.getString(2)),
                        project.value())
                .stream()
                .findFirst();
    }

    void seen(ProjectKey project, Seen seen) {
        int rows = jdbc.update(
                "update version_source set digest = ?, rules = ? where project = ?",
                seen.digest(),
                seen.rules(),
                project.value());
        if (rows == 0) {
            jdbc.update(
                    "insert into version_source (project, digest, rules) values (?, ?, ?)",
                    project.value(),
                    seen.digest(),
                    seen.rules());
        }
    }

    TagLedger ledger(ProjectKey project) {
        Map<TagName, TagRecord> tags = new LinkedHashMap<>();
        jdbc.query(
                """
                select name, target, commit_id, annotated, tagged_at, is_version, artifact, version, first_commit,
                       first_seen_at, moved_at, deleted_at, registered, deprecated
                from version_tag where project = ?""",
                row -> {
                    TagRecord tag = tag(row);
                    tags.put(tag.name(), tag);
                },
                project.value());
        Set<StageRow> stages = new LinkedHashSet<>(jdbc.query(
                "select name, stage, tag, since, until from version_stage where project = ?",
                (row, n) -> new StageRow(
                        new TagName(row.getString(1)),
                        row.getString(2),
                        new TagName(row.getString(3)),
                        requiredTime(row, 4),
                        time(row, 5)),
                project.value()));
        return new TagLedger(tags, stages);
    }

    void write(ProjectKey project, TagLedger.Changes changes, Collection<TagSource.GitTag> described, Instant now) {
        String key = project.value();
        Map<TagName, TagSource.GitTag> texts = new LinkedHashMap<>();
        described.forEach(tag -> texts.put(tag.ref().name(), tag));
        jdbc.batchUpdate(
                """
                insert into version_tag (target, commit_id, annotated, tagged_at, is_version, artifact, version,
                    first_commit, first_seen_at, moved_at, deleted_at, registered, deprecated, project, name,
                    tagger, message)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                changes.added().stream()
                        .map(tag -> columns(tag, key, texts.get(tag.name()), true))
                        .toList());
        jdbc.batchUpdate(
                """
                update version_tag set target = ?, commit_id = ?, annotated = ?, tagged_at = ?, is_version = ?,
                    artifact = ?, version = ?, first_commit = ?, first_seen_at = ?, moved_at = ?, deleted_at = ?,
                    registered = ?, deprecated = ?
                where project = ? and name = ?""",
                changes.updated().stream()
                        .map(tag -> columns(tag, key, null, false))
                        .toList());
        jdbc.batchUpdate(
                "update version_tag set tagger = ?, message = ? where project = ? and name = ?",
                changes.updated().stream()
                        .map(tag -> texts.get(tag.name()))
                        .filter(tag -> tag != null)
                        .map(tag -> new Object[] {
                            clean(tag.tagger()),
                            clean(tag.message()),
                            key,
                            tag.ref().name().value()
                        })
                        .toList());
        jdbc.batchUpdate(
                "insert into version_tag_move (project, name, seen_at, from_commit, to_commit) values (?, ?, ?, ?, ?)",
                changes.moves().stream()
                        .map(move -> new Object[] {
                            key,
                            move.tag().value(),
                            utc(now),
                            move.from().value(),
                            move.to() == null ? null : move.to().value()
                        })
                        .toList());
        jdbc.batchUpdate(
                "delete from version_stage where project = ? and name = ? and stage = ? and since = ?",
                changes.stagesGone().stream()
                        .map(row -> new Object[] {key, row.version().value(), row.stage(), utc(row.since())})
                        .toList());
        jdbc.batchUpdate(
                "insert into version_stage (project, name, stage, tag, since, until) values (?, ?, ?, ?, ?, ?)",
                changes.stagesNew().stream()
                        .map(row -> new Object[] {
                            key,
                            row.version().value(),
                            row.stage(),
                            row.tag().value(),
                            utc(row.since()),
                            utc(row.until())
                        })
                        .toList());
    }

    private static Object[] columns(TagRecord tag, String project, TagSource.@Nullable GitTag text, boolean withText) {
        Version release = tag.release();
        Object[] columns = new Object[withText ? 17 : 15];
        columns[0] = tag.target();
        columns[1] = tag.commit().value();
        columns[2] = tag.annotated();
        columns[3] = utc(tag.taggedAt());
        columns[4] = release != null;
        columns[5] = release == null ? null : release.artifact();
        columns[6] = release == null ? "" : release.version();
        columns[7] = tag.firstCommit().value();
        columns[8] = utc(tag.firstSeenAt());
        columns[9] = utc(tag.movedAt());
        columns[10] = utc(tag.deletedAt());
        columns[11] = tag.registered();
        columns[12] = tag.deprecated();
        columns[13] = project;
        columns[14] = tag.name().value();
        if (withText) {
            columns[15] = text == null ? null : clean(text.tagger());
            columns[16] = text == null ? null : clean(text.message());
        }
        return columns;
    }

    private static TagRecord tag(ResultSet row) throws SQLException {
        return new TagRecord(
                new TagName(row.getString(1)),
                row.getString(2),
                new CommitId(row.getString(3)),
                row.getBoolean(4),
                time(row, 5),
                row.getBoolean(6) ? new Version(row.getString(7), row.getString(8)) : null,
                new CommitId(row.getString(9)),
                requiredTime(row, 10),
                time(row, 11),
                time(row, 12),
                row.getBoolean(13),
                row.getBoolean(14));
    }

    /// PostgreSQL takes no NUL in text.
    private static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String whole = text.replace("\0", "");
        if (whole.length() <= LONGEST_MESSAGE) {
            return whole;
        }
        boolean halved = Character.isHighSurrogate(whole.charAt(LONGEST_MESSAGE - 1));
        return whole.substring(0, halved ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "…";
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant requiredTime(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
