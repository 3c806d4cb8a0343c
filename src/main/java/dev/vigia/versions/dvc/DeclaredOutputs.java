package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.DvcTree.Values;
import dev.vigia.versions.DvcTree.VersionedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The outputs that a push of one tree would carry.
final class DeclaredOutputs {

    private final Map<String, DvcProject> projects;
    private final List<DeclaredOutput> list = new ArrayList<>();
    private final Map<String, Integer> byPath = new LinkedHashMap<>();

    DeclaredOutputs(Map<String, DvcProject> projects) {
        this.projects = projects;
    }

    List<DeclaredOutput> list() {
        return List.copyOf(list);
    }

    /// @param folder of the file that names the output, which decides the project it belongs to
    /// @param path from the repository's root; null if it is not in it
    /// @param own the output's own remote
    void add(String folder, @Nullable String path, LockFile.Entry entry, @Nullable String own) {
        if (path == null) {
            doubt(entry.path(), "external-output", "it lies outside the repository");
            return;
        }
        DvcProject project = project(folder);
        String remote = own == null ? project.defaultRemote() : own.toLowerCase(Locale.ROOT);
        Map<String, String> options =
                remote == null ? Map.of() : project.remotes().getOrDefault(remote, Map.of());
        boolean versioned =
                DvcConfigFile.isTrue(options.get("version_aware")) || DvcConfigFile.isTrue(options.get("worktree"));
        boolean noHash = entry.md5() == null && (!versioned || entry.files() == null);
        put(new DeclaredOutput(
                path,
                project.folder(),
                entry.md5(),
                entry.size(),
                entry.directory(),
                versioned ? "version-aware" : entry.hash() == null ? "dvc2" : "dvc3",
                remote,
                versioned && remote != null ? objects(entry, remote) : List.of(),
                null,
                noHash ? "no-hash" : null,
                noHash ? "the lock has no hash of it" : null));
    }

    void doubt(String path, String code, String detail) {
        doubt(path, "", code, detail);
    }

    void doubt(String path, String folder, String code, String detail) {
        put(new DeclaredOutput(
                path,
                project(folder).folder(),
                null,
                null,
                false,
                "dvc3",
                project(folder).defaultRemote(),
                List.of(),
                null,
                code,
                detail));
    }

    private void put(DeclaredOutput output) {
        Integer before = byPath.putIfAbsent(output.path(), list.size());
        if (before == null || !list.get(before).equals(output)) {
            list.add(output);
        }
    }

    /// Remembers that a metrics or params file lies in the remote.
    ///
    /// @return whether there is such an output with a hash of a plain file
    boolean readFromRemote(String path, Values kind) {
        Integer index = byPath.get(path);
        if (index == null || list.get(index).hash() == null || list.get(index).directory()) {
            return false;
        }
        DeclaredOutput output = list.get(index);
        list.set(
                index,
                new DeclaredOutput(
                        output.path(),
                        output.project(),
                        output.hash(),
                        output.size(),
                        output.directory(),
                        output.layout(),
                        output.remote(),
                        output.objects(),
                        kind,
                        output.doubt(),
                        output.doubtDetail()));
        return true;
    }

    /// The tracked folder that the path lies in, or is; null if there is none.
    @Nullable
    String folderOf(String path) {
        for (String level = path; !level.isEmpty(); level = Paths.parent(level)) {
            Integer index = byPath.get(level);
            if (index != null && list.get(index).directory()) {
                return level;
            }
        }
        return null;
    }

    private DvcProject project(String folder) {
        String level = folder;
        while (true) {
            DvcProject project = projects.get(level);
            if (project != null) {
                return project;
            }
            level = Paths.parent(level);
        }
    }

    private static List<VersionedObject> objects(LockFile.Entry entry, String remote) {
        if (entry.files() == null) {
            VersionedObject object = cloud(entry, remote);
            return object == null
                    ? List.of()
                    : List.of(new VersionedObject("", entry.md5(), entry.size(), object.etag(), object.versionId()));
        }
        List<VersionedObject> objects = new ArrayList<>();
        for (LockFile.Entry file : entry.files()) {
            VersionedObject object = cloud(file, remote);
            objects.add(new VersionedObject(
                    file.path(),
                    file.md5(),
                    file.size(),
                    object == null ? null : object.etag(),
                    object == null ? null : object.versionId()));
        }
        return objects;
    }

    private static @Nullable VersionedObject cloud(LockFile.Entry entry, String remote) {
        for (Map.Entry<String, VersionedObject> cloud : entry.cloud().entrySet()) {
            if (cloud.getKey().equalsIgnoreCase(remote)) {
                return cloud.getValue();
            }
        }
        return null;
    }
}
