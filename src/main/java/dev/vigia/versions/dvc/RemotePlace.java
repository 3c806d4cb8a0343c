package dev.vigia.versions.dvc;

import dev.vigia.projects.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a remote is, once the tag's configuration and our settings have been read together. Two outputs with equal
/// places share their objects.
sealed interface RemotePlace {

    /// @param root as configured; not checked against the file roots yet
    record Folder(Path root) implements RemotePlace {}

    /// @param url without a slash at its end
    record Web(URI url, @Nullable String username, @Nullable Secret password) implements RemotePlace {}

    /// @param prefix of every key; empty or without slashes around it
    /// @param endpoint null for Amazon's own
    record S3(
            String bucket,
            String prefix,
            @Nullable URI endpoint,
            @Nullable String region,
            @Nullable String accessKey,
            @Nullable Secret secretKey)
            implements RemotePlace {}

    /// Nothing can be asked there.
    ///
    /// @param code such as `remote-unknown` or `remote-unsupported`
    record Nowhere(String code, String why) implements RemotePlace {}
}
