package dev.vigia.versions;

import dev.vigia.platform.ByKeys;
import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows of some commits of one project, by their ids.
final class CommitParts {

    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private CommitParts() {}

    /// @param columns of the table, `t`, parts of a row in their order; the first is the commit
    static void query(
            JdbcTemplate jdbc, String columns, String table, ProjectKey project, Set<String> commits, Row row) {
        if (!commits.isEmpty()) {
            jdbc.query(
                    "select " + columns + ByKeys.from(table + " t", "t", "commit_id") + " order by t.commit_id, t.part",
                    row::take,
                    ByKeys.array(commits),
                    project.value());
        }
    }
}
