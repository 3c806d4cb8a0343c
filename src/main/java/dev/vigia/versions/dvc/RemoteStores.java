package dev.vigia.versions.dvc;

import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.SourceFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Opens remotes, after the addresses and folders they lead to were found allowed.
class RemoteStores {

    private final FileRoots roots;
    private final Consumer<URI> outbound;
    private final Duration timeout;

    /// @param outbound throws for a URL that must not be connected to
    /// @param timeout for one question over the network
    RemoteStores(FileRoots roots, Consumer<URI> outbound, Duration timeout) {
        this.roots = roots;
        this.outbound = outbound;
        this.timeout = timeout;
    }

    ObjectStore open(RemotePlace place) {
        try {
            return switch (place) {
                case RemotePlace.Folder folder -> folder(folder);
                case RemotePlace.Web web -> {
                    outbound.accept(web.url());
                    yield new HttpStore(web, timeout);
                }
                case RemotePlace.S3 s3 -> {
                    outbound.accept(address(s3));
                    yield new S3Store(s3, timeout);
                }
                case RemotePlace.Nowhere nowhere -> new NoStore(nowhere.code(), nowhere.why());
            };
        } catch (OutboundRefused | SourceFailure e) {
            return new NoStore("remote-refused", String.valueOf(e.getMessage()));
        }
    }

    private ObjectStore folder(RemotePlace.Folder folder) throws SourceFailure {
        Path root = roots.resolve(folder.root());
        return Files.isDirectory(root)
                ? new FolderStore(root, roots)
                : new NoStore("remote-unreachable", "there is no folder " + folder.root());
    }

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    private static URI address(RemotePlace.S3 s3) {
        if (s3.endpoint() != null) {
            return s3.endpoint();
        }
        String region = s3.region() != null && REGION.matcher(s3.region()).matches() ? s3.region() : "us-east-1";
        return URI.create("https://s3." + region + ".amazonaws.com");
    }
}
