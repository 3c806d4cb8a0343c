package dev.vigia.versions.dvc;

import dev.vigia.versions.CommitId;
import dev.vigia.versions.TreeAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A tree in memory, whose ids are hashes of content as Git's are.
final class TreeFixture implements TreeAccess {

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, List<Entry>> trees = new HashMap<>();
    private final List<String> links = new ArrayList<>();
    private String root = "";
    int reads;

    TreeFixture file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        root = "";
        return this;
    }

    TreeFixture link(String path, String to) {
        links.add(path);
        return file(path, to);
    }

    TreeFixture without(String path) {
        files.remove(path);
        root = "";
        return this;
    }

    @Override
    public CommitId commit() {
        return new CommitId("0123456789012345678901234567890123456789");
    }

    @Override
    public String rootId() {
        if (root.isEmpty()) {
            root = tree("");
        }
        return root;
    }

    private String tree(String folder) {
        Map<String, Entry> entries = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (!Paths.isInside(path, folder) || path.equals(folder)) {
                return;
            }
            String rest = Paths.relative(path, folder);
            int slash = rest.indexOf('/');
            if (slash < 0) {
                String id = DirectoryObject.md5(bytes);
                blobs.put(id, bytes);
                entries.put(rest, new Entry(rest, id, links.contains(path) ? Kind.SYMLINK : Kind.FILE));
            } else {
                String name = rest.substring(0, slash);
                entries.computeIfAbsent(name, any -> new Entry(name, tree(Paths.join(folder, name)), Kind.FOLDER));
            }
        });
        String id = DirectoryObject.md5(entries.toString().getBytes(StandardCharsets.UTF_8));
        trees.put(id, List.copyOf(entries.values()));
        return id;
    }

    @Override
    public List<Entry> entries(String treeId) {
        return trees.get(treeId);
    }

    @Override
    public byte[] read(String blobId, int maxBytes) throws IOException {
        reads++;
        byte[] bytes = blobs.get(blobId);
        if (bytes.length > maxBytes) {
            throw new TooLargeException(bytes.length, maxBytes);
        }
        return bytes;
    }
}
