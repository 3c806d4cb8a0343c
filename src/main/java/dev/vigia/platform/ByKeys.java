package dev.vigia.platform;

import java.util.Collection;
import java.util.LinkedHashSet;

/// The `from` of statements that fetch many rows of one project by their keys, each from the index. H2 answers
/// `= any(?)` and `in (?, …)` beside a condition on the project by comparing every row of the project with every key.
///
/// @see "src/docs/decisions/0006-many-rows-by-their-keys.md"
public final class ByKeys {

    private ByKeys() {}

    /// Takes two parameters: the keys, as [#array] gives them, then the project. Further conditions may only be on
    /// columns without an index, or H2 may start with those.
    ///
    /// @param table with its alias, such as `runs r`
    /// @param alias what the columns are called by, such as `r`
    /// @param column of the keys; an index must begin with the project and this one
    public static String from(String table, String alias, String column) {
        return " from unnest(cast(? as varchar array)) wanted (wanted_key) join " + table + " on " + alias
                + ".project = ? and " + alias + "." + column + " = wanted.wanted_key";
    }

    /// Each key once: a repeated one would repeat its row.
    public static String[] array(Collection<String> keys) {
        return new LinkedHashSet<>(keys).toArray(String[]::new);
    }
}
