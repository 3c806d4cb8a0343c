package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityRow;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;

/// What stays the same of a row however its verdict changes.
record RowKey(ProjectKey project, TagName tag) {

    static RowKey of(IntegrityRow row) {
        return new RowKey(row.project(), row.tag());
    }
}
