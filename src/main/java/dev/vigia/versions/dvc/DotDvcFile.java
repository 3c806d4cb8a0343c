package dev.vigia.versions.dvc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One `.dvc` file, whose outputs carry their hashes and flags themselves.
///
/// @param wdir relative to the file's folder; empty if it is that folder
/// @param imported from another DVC project: its data is never pushed from here
/// @param derived it has dependencies, so it may stand for data that was only named and never fetched
record DotDvcFile(String wdir, boolean imported, boolean derived, List<Out> outs) {

    record Out(
            LockFile.Entry entry,
            boolean cache,
            boolean push,
            @Nullable String remote,
            boolean metric) {}

    /// @throws BrokenFileException if DVC would refuse the file
    static DotDvcFile read(@Nullable Object content) throws BrokenFileException {
        if (content == null) {
            return new DotDvcFile("", false, false, List.of());
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new BrokenFileException("it is not a map");
        }
        boolean imported = false;
        Object deps = map.get("deps");
        if (deps instanceof List<?> list) {
            imported = list.stream().anyMatch(dep -> dep instanceof Map<?, ?> one && one.containsKey("repo"));
        }
        List<Out> outs = new ArrayList<>();
        List<LockFile.Entry> entries = LockFile.entries(map.get("outs"));
        List<?> written = map.get("outs") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < entries.size(); i++) {
            Map<?, ?> flags = (Map<?, ?>) written.get(i);
            Object remote = flags.get("remote");
            Object metric = flags.get("metric");
            outs.add(new Out(
                    entries.get(i),
                    !Boolean.FALSE.equals(flags.get("cache")),
                    !Boolean.FALSE.equals(flags.get("push")),
                    remote == null ? null : remote.toString(),
                    metric != null && !Boolean.FALSE.equals(metric)));
        }
        return new DotDvcFile(
                map.get("wdir") instanceof String wdir ? wdir : "",
                imported,
                deps instanceof List<?> list && !list.isEmpty(),
                outs);
    }
}
