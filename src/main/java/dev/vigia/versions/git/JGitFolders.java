package dev.vigia.versions.git;

import dev.vigia.platform.Outbound;
import dev.vigia.projects.DataDirectory;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.GitFolders;
import dev.vigia.projects.GitLocation;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFailure;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.TreeAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Reads folders as tags are read: a local repository where it lies, a remote one through a bare mirror of its own.
@Component
class JGitFolders implements GitFolders {

    static {
        ConfinedSystemReader.install();
    }

    private static final int DEEPEST = 8;
    private static final int MOST = 2000;

    private final FileRoots roots;
    private final GuardedHttp.Check outbound;
    private final GitSettings settings;
    private final Path mirrors;
    private final Transports transports;

    @Autowired
    JGitFolders(FileRoots roots, DataDirectory data, Outbound outbound, GitSettings settings) {
        this(roots, data, (GuardedHttp.Check) uri -> JGitTagSource.checked(outbound, uri), settings);
    }

    JGitFolders(FileRoots roots, DataDirectory data, GuardedHttp.Check outbound, GitSettings settings) {
        this.roots = roots;
        this.outbound = outbound;
        this.settings = settings;
        this.mirrors = data.in("git-folders");
        this.transports = new Transports(outbound, new SshAccess(data.in("git", "known_hosts")));
    }

    @Override
    public Optional<Content> read(Place place, @Nullable String known) throws SourceFailure {
        GitLocation location;
        try {
            location = GitLocation.of(place.url());
        } catch (IllegalArgumentException e) {
            throw GitFailure.failure("git-refused", "The URL is refused: " + e.getMessage() + ".", e);
        }
        if (!Repository.isValidRefName(Constants.R_HEADS + place.branch())) {
            throw GitFailure.failure("git-refused", place.branch() + " is no name of a branch.", null);
        }
        try {
            return switch (location) {
                case GitLocation.Local local -> {
                    try (Repository repository = LocalListing.repository(roots.resolve(local.path()), roots)) {
                        yield content(repository, place, known);
                    }
                }
                case GitLocation.Remote remote -> {
                    outbound.check(remote.uri());
                    yield mirrored(remote, place, known);
                }
            };
        } catch (IOException | RuntimeException e) {
            throw GitFailure.of(place.url(), e);
        }
    }

    private Optional<Content> mirrored(GitLocation.Remote remote, Place place, @Nullable String known)
            throws IOException, SourceFailure {
        // Its own folder: the mirrors of projects throw away what no tag names.
        String name = UUID.nameUUIDFromBytes(place.url().getBytes(StandardCharsets.UTF_8))
                .toString();
        Mirror mirror = new Mirror(mirrors, new ProjectKey(name), place.url());
        try (Repository repository = mirror.open()) {
            Watch watch = new Watch(settings, mirror.folder(), place.url());
            try (watch) {
                fetch(remote, place, repository, watch);
                watch.lastLook();
            } catch (IOException | RuntimeException e) {
                SourceFailure reached = watch.reached();
                throw reached != null ? reached : GitFailure.of(place.url(), e);
            }
            mirror.tidy(repository);
            return content(repository, place, known);
        }
    }

    private void fetch(GitLocation.Remote remote, Place place, Repository repository, Watch watch) throws IOException {
        var login = new Transports.Login(place.username(), place.password(), place.sshKey());
        try (Transport transport = transports.open(remote, login, repository, watch)) {
            transport.setTimeout(Math.max(1, Math.toIntExact(settings.timeout().toSeconds())));
            transport.setTagOpt(TagOpt.NO_TAGS);
            watch.connection(transport::close);
            String branch = Constants.R_HEADS + place.branch();
            transport.fetch(
                    watch.monitor((task, done, total) -> {}), List.of(new RefSpec("+" + branch + ":" + branch)));
        }
    }

    private static Optional<Content> content(Repository repository, Place place, @Nullable String known)
            throws IOException, SourceFailure {
        var head = repository.exactRef(Constants.R_HEADS + place.branch());
        if (head == null || head.getObjectId() == null) {
            throw GitFailure.failure("git-no-branch", "There is no branch " + place.branch() + ".", null);
        }
        String commit = head.getObjectId().name();
        if (commit.equals(known)) {
            return Optional.empty();
        }
        try (ObjectTrees objects = new ObjectTrees(repository)) {
            TreeAccess tree = objects.tree(new CommitId(commit));
            var files = new TreeMap<String, String>();
            collect(tree, folder(tree, place.folder()), "", place, files, 0);
            return Optional.of(new Content(commit, files));
        }
    }

    private static String folder(TreeAccess tree, String path) throws IOException, SourceFailure {
        String id = tree.rootId();
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                id = tree.entries(id).stream()
                        .filter(entry -> entry.name().equals(part) && entry.kind() == TreeAccess.Kind.FOLDER)
                        .map(TreeAccess.Entry::id)
                        .findFirst()
                        .orElseThrow(
                                () -> GitFailure.failure("git-no-folder", "There is no folder " + path + ".", null));
            }
        }
        return id;
    }

    private static void collect(
            TreeAccess tree, String folder, String path, Place place, SortedMap<String, String> files, int depth)
            throws IOException {
        for (TreeAccess.Entry entry : tree.entries(folder)) {
            if (entry.name().startsWith(".") || files.size() >= MOST) {
                continue;
            }
            switch (entry.kind()) {
                case FOLDER -> {
                    if (depth < DEEPEST) {
                        collect(tree, entry.id(), path + entry.name() + "/", place, files, depth + 1);
                    }
                }
                case FILE -> {
                    if (entry.name().endsWith(place.suffix())) {
                        take(tree, entry, path + entry.name(), place, files);
                    }
                }
                case SYMLINK, SUBMODULE -> {}
            }
        }
    }

    private static void take(
            TreeAccess tree, TreeAccess.Entry entry, String path, Place place, SortedMap<String, String> files)
            throws IOException {
        try {
            files.put(path, new String(tree.read(entry.id(), place.largest()), StandardCharsets.UTF_8));
        } catch (TreeAccess.TooLargeException e) {
            // Left out, as in a plain folder.
            files.remove(path);
        }
    }
}
