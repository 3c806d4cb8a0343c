package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows of some commits of one project: by id for a few, the whole project in one pass for many.
final class CommitParts {

    private static final int FEW = 500;

    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private CommitParts() {}

    /// @param select ends with `where project = ?`; its first column is the commit
    static void query(
            JdbcTemplate jdbc, String select, String order, ProjectKey project, Set<String> commits, Row row) {
        if (commits.isEmpty()) {
            return;
        }
        if (commits.size() > FEW) {
            jdbc.query(
                    connection -> {
                        var statement = connection.prepareStatement(select + order);
                        statement.setFetchSize(1000);
                        statement.setString(1, project.value());
                        return statement;
                    },
                    result -> {
                        if (commits.contains(result.getString(1))) {
                            row.take(result);
                        }
                    });
            return;
        }
        String places = String.join(", ", Collections.nCopies(commits.size(), "?"));
        List<Object> values = new ArrayList<>();
        values.add(project.value());
        values.addAll(commits);
        jdbc.query(select + " and commit_id in (" + places + ")" + order, row::take, values.toArray());
    }
}
