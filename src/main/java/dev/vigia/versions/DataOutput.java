package dev.vigia.versions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One output that a push of the tag would carry, and whether it is in its remote.
///
/// @param path from the repository's root, with `/`
/// @param hash as in the lock, `.dir` included; null where the lock has none
/// @param size bytes by the lock; of a directory the sum of its files
/// @param layout `dvc3`, `dvc2` or `version-aware`
/// @param remote name of the DVC remote
/// @param objectKey key below the remote's url
/// @param code stable reason, such as `pushed`, `object-missing`, `child-missing`, `remote-unreachable`
/// @param detail what a sentence needs: the missing children `path=hash`, the remote's answer
/// @param deep whether every child of a directory was asked for
public record DataOutput(
        String path,
        @Nullable String hash,
        @Nullable Long size,
        boolean directory,
        String layout,
        @Nullable String remote,
        @Nullable String objectKey,
        Presence presence,
        String code,
        List<String> detail,
        boolean deep) {

    public enum Presence {
        PRESENT,
        MISSING,
        DAMAGED,
        UNKNOWN
    }
}
