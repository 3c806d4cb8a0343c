package dev.vigia.versions.git;

import dev.vigia.versions.CommitId;
import dev.vigia.versions.TreeAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// One commit's tree. Entries that Git itself would refuse to check out (`..`, `.GIT`, names with a slash) are
/// left out, so that no caller has to think of them.
record ObjectTree(CommitId commit, ObjectId root, Supplier<ObjectReader> reader) implements TreeAccess {

    /// Git's id of a tree without entries, which need not be stored.
    static final ObjectId EMPTY = ObjectId.fromString("4b825dc642cb6eb9a060e54bf8d69288fbee4904");

    /// A folder listing larger than this is not one of a model's repository.
    private static final int LARGEST_FOLDER = 64 << 20;

    @Override
    public String rootId() {
        return root.name();
    }

    @Override
    public List<Entry> entries(String treeId) throws IOException {
        ObjectId id = ObjectId.fromString(treeId);
        if (id.equals(EMPTY)) {
            return List.of();
        }
        ObjectLoader loader = reader.get().open(id, Constants.OBJ_TREE);
        if (loader.getSize() > LARGEST_FOLDER) {
            throw new IOException(
                    "A folder listing has " + loader.getSize() + " bytes, at most " + LARGEST_FOLDER + " are read");
        }
        List<Entry> entries = new ArrayList<>();
        CanonicalTreeParser tree = new CanonicalTreeParser();
        tree.reset(loader.getBytes());
        for (; !tree.eof(); tree.next()) {
            String name = tree.getEntryPathString();
            Kind kind = kind(tree.getEntryRawMode());
            if (kind != null && isHarmless(name)) {
                entries.add(new Entry(name, tree.getEntryObjectId().name(), kind));
            }
        }
        return entries;
    }

    @Override
    public byte[] read(String blobId, int maxBytes) throws IOException {
        ObjectLoader loader = reader.get().open(ObjectId.fromString(blobId), Constants.OBJ_BLOB);
        if (loader.getSize() > maxBytes) {
            throw new TooLargeException(loader.getSize(), maxBytes);
        }
        return loader.getBytes();
    }

    private static @Nullable Kind kind(int mode) {
        if (FileMode.TREE.equals(mode)) {
            return Kind.FOLDER;
        }
        if (FileMode.SYMLINK.equals(mode)) {
            return Kind.SYMLINK;
        }
        if (FileMode.GITLINK.equals(mode)) {
            return Kind.SUBMODULE;
        }
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode) ? Kind.FILE : null;
    }

    private static boolean isHarmless(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && !name.toLowerCase(Locale.ROOT).equals(".git");
    }
}
