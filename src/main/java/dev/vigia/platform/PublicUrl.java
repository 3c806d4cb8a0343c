package dev.vigia.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where people reach Vigía's screens, for links in what it sends out.
@Component
public class PublicUrl {

    private final @Nullable String root;

    PublicUrl(NetworkSettings settings) {
        var given = settings.publicUrl();
        this.root = given == null || given.endsWith("/") ? given : given + "/";
    }

    /// @param path relative to the application's root
    /// @return null if `vigia.network.public-url` is not set
    public @Nullable String of(String path) {
        return root == null ? null : root + path;
    }

    public boolean isKnown() {
        return root != null;
    }
}
