package dev.vigia.versions.dvc;

import dev.vigia.versions.CommitId;
import dev.vigia.versions.TreeAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The trees of a real repository, for tests and benchmarks.
public final class RepositoryTrees implements AutoCloseable {

    private final Git git;

    public RepositoryTrees(Path folder) throws IOException {
        git = Git.open(folder.toFile());
    }

    /// Each tag with the commit it leads to.
    public Map<String, CommitId> tags() throws IOException {
        Map<String, CommitId> tags = new LinkedHashMap<>();
        try (RevWalk walk = new RevWalk(git.getRepository())) {
            for (Ref ref : git.getRepository().getRefDatabase().getRefsByPrefix("refs/tags/")) {
                tags.put(
                        ref.getName().substring("refs/tags/".length()),
                        new CommitId(walk.parseCommit(ref.getObjectId()).name()));
            }
        }
        return tags;
    }

    public TreeAccess open(CommitId commit) throws IOException {
        Repository repository = git.getRepository();
        String root;
        try (RevWalk walk = new RevWalk(repository)) {
            root = walk.parseCommit(ObjectId.fromString(commit.value()))
                    .getTree()
                    .name();
        }
        return new TreeAccess() {
            @Override
            public CommitId commit() {
                return commit;
            }

            @Override
            public String rootId() {
                return root;
            }

            @Override
            public List<Entry> entries(String treeId) throws IOException {
                List<Entry> entries = new ArrayList<>();
                try (TreeWalk walk = new TreeWalk(repository)) {
                    walk.addTree(ObjectId.fromString(treeId));
                    while (walk.next()) {
                        entries.add(new Entry(
                                walk.getNameString(), walk.getObjectId(0).name(), kind(walk.getFileMode(0))));
                    }
                }
                return entries;
            }

            @Override
            public byte[] read(String blobId, int maxBytes) throws IOException {
                var loader = repository.open(ObjectId.fromString(blobId));
                if (loader.getSize() > maxBytes) {
                    throw new TooLargeException(loader.getSize(), maxBytes);
                }
                return loader.getBytes();
            }
        };
    }

    private static TreeAccess.Kind kind(FileMode mode) {
        if (mode == FileMode.TREE) {
            return TreeAccess.Kind.FOLDER;
        }
        if (mode == FileMode.SYMLINK) {
            return TreeAccess.Kind.SYMLINK;
        }
        return mode == FileMode.GITLINK ? TreeAccess.Kind.SUBMODULE : TreeAccess.Kind.FILE;
    }

    @Override
    public void close() {
        git.close();
    }
}
