package dev.vigia.versions.dvc;

import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeAccess.Entry;
import dev.vigia.versions.TreeAccess.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds DVC's files in a tree. Folders are remembered by their content id, so of the next tag only the folders that
/// differ are opened.
final class TreeScan {

    /// A tree can be written so that a few kilobytes of Git unfold to billions of files.
    static final int MAX_FILES = 20_000;

    private static final int MAX_DEPTH = 100;

    enum Role {
        PIPELINE,
        LOCK,
        DOT_DVC,
        IGNORE,
        /// A symbolic link in the place of one of these: it leads who knows where.
        LINK,
        /// The folder `.dvc`, which makes its parent a DVC project.
        PROJECT
    }

    /// @param folder where it lies, relative to the folder the list is about
    record Item(String folder, String name, String id, Role role) {

        String path() {
            return Paths.join(folder, name);
        }

        Item under(String parent) {
            return new Item(folder.isEmpty() ? parent : parent + "/" + folder, name, id, role);
        }
    }

    /// @param complete false if the tree is too large or too deep to be looked through
    record Found(List<Item> items, boolean complete) {}

    private final Remembered<Found> folders = new Remembered<>(50_000);
    private final Remembered<Map<String, Entry>> listings = new Remembered<>(100_000);

    Found scan(TreeAccess tree) throws IOException {
        return scan(tree, tree.rootId(), 0);
    }

    private Found scan(TreeAccess tree, String id, int depth) throws IOException {
        Found known = depth == 0 ? null : folders.get(id);
        if (known != null) {
            return known;
        }
        if (depth > MAX_DEPTH) {
            return new Found(List.of(), false);
        }
        List<Item> items = new ArrayList<>();
        boolean complete = true;
        for (Entry entry : listing(tree, id).values()) {
            if (entry.kind() == Kind.FOLDER) {
                if (entry.name().equals(".dvc")) {
                    items.add(new Item("", ".dvc", entry.id(), Role.PROJECT));
                } else if (!entry.name().equals(".git") && !entry.name().equals(".hg")) {
                    Found inner = scan(tree, entry.id(), depth + 1);
                    complete &= inner.complete();
                    for (Item item : inner.items()) {
                        items.add(item.under(entry.name()));
                    }
                }
            } else if (entry.kind() != Kind.SUBMODULE) {
                Role role = role(entry.name());
                if (role != null) {
                    items.add(new Item("", entry.name(), entry.id(), entry.kind() == Kind.FILE ? role : Role.LINK));
                }
            }
            if (items.size() > MAX_FILES) {
                return new Found(List.copyOf(items.subList(0, MAX_FILES)), false);
            }
        }
        Found found = new Found(List.copyOf(items), complete);
        return depth == 0 ? found : folders.put(id, found, 1 + items.size());
    }

    private static @Nullable Role role(String name) {
        return switch (name) {
            case "dvc.yaml" -> Role.PIPELINE;
            case "dvc.lock" -> Role.LOCK;
            case ".dvcignore" -> Role.IGNORE;
            default -> name.endsWith(".dvc") ? Role.DOT_DVC : null;
        };
    }

    /// The entry at a path, without following symbolic links; null if there is none.
    @Nullable
    Entry find(TreeAccess tree, String path) throws IOException {
        String folder = tree.rootId();
        int from = 0;
        while (true) {
            int slash = path.indexOf('/', from);
            Entry entry = listing(tree, folder).get(slash < 0 ? path.substring(from) : path.substring(from, slash));
            if (entry == null || slash < 0) {
                return entry;
            }
            if (entry.kind() != Kind.FOLDER) {
                return null;
            }
            folder = entry.id();
            from = slash + 1;
        }
    }

    private Map<String, Entry> listing(TreeAccess tree, String id) throws IOException {
        Map<String, Entry> known = listings.get(id);
        if (known != null) {
            return known;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Entry entry : tree.entries(id)) {
            entries.put(entry.name(), entry);
        }
        return listings.put(id, entries, 1 + entries.size());
    }
}
