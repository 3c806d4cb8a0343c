package dev.vigia.integrity.ui;

import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.Outcome;

/// A line of the table: a version, or the line between problems and what is in order.
sealed interface IntegrityItem {

    Object key();

    record Version(IntegrityRow row) implements IntegrityItem {

        @Override
        public RowKey key() {
            return RowKey.of(row);
        }

        boolean inOrder() {
            return !row.verdict().isProblem();
        }

        Outcome verdict() {
            return row.verdict();
        }
    }

    record InOrder(long versions) implements IntegrityItem {

        @Override
        public String key() {
            return "in-order";
        }
    }
}
