package dev.vigia.versions.git;

import dev.vigia.platform.Outbound;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.DataDirectory;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.GitLocation;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.TagSource;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.TransportBundleStream;
import org.eclipse.jgit.transport.URIish;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Reads tags with JGit: a local repository where it lies, anything else through a bare mirror. No `git` is run,
/// nothing is checked out, and no hook, filter or submodule is looked at.
@Component
class JGitTagSource implements TagSource, TreeSource {

    static {
        ConfinedSystemReader.install();
    }

    private final FileRoots roots;
    private final GuardedHttp.Check outbound;
    private final GitSettings settings;
    private final Path mirrors;
    private final Transports transports;

    @Autowired
    JGitTagSource(FileRoots roots, DataDirectory data, Outbound outbound, GitSettings settings) {
        this(roots, data, (GuardedHttp.Check) uri -> checked(outbound, uri), settings);
    }

    JGitTagSource(FileRoots roots, DataDirectory data, GuardedHttp.Check outbound, GitSettings settings) {
        this.roots = roots;
        this.outbound = outbound;
        this.settings = settings;
        this.mirrors = data.in("git");
        this.transports = new Transports(outbound, new SshAccess(mirrors.resolve("known_hosts")));
    }

    @Override
    public Listing list(Project project) throws SourceFailure {
        Project.Git git = project.git();
        if (git == null) {
            throw GitFailure.failure("git-refused", "No repository is configured for " + project.key() + ".", null);
        }
        GitLocation location;
        try {
            location = GitLocation.of(git.url());
        } catch (IllegalArgumentException e) {
            throw GitFailure.failure("git-refused", "git.url is refused: " + e.getMessage() + ".", e);
        }
        return switch (location) {
            case GitLocation.Local local -> local(project, roots.resolve(local.path()));
            case GitLocation.Remote remote -> {
                outbound.check(remote.uri());
                var login = new Transports.Login(git.username(), git.password(), git.sshKey());
                yield mirrored(project, remote.url(), (mirror, watch) -> transports.open(remote, login, mirror, watch));
            }
        };
    }

    @Override
    public Kept kept(Project project) throws SourceFailure {
        Project.Git git = project.git();
        if (git == null) {
            throw GitFailure.failure("git-refused", "No repository is configured for " + project.key() + ".", null);
        }
        try {
            GitLocation location = GitLocation.of(git.url());
            if (location instanceof GitLocation.Local local && Files.isDirectory(roots.resolve(local.path()))) {
                return new KeptTrees(LocalListing.repository(roots.resolve(local.path()), roots));
            }
            String where = location instanceof GitLocation.Remote remote
                    ? remote.url()
                    : roots.resolve(((GitLocation.Local) location).path()).toString();
            Repository mirror = new Mirror(mirrors, project.key(), where).found();
            if (mirror != null) {
                return new KeptTrees(mirror);
            }
        } catch (IllegalArgumentException | IOException e) {
            throw GitFailure.failure("git-mirror", "The repository's copy here cannot be read.", e);
        }
        throw GitFailure.failure(
                "git-mirror", "The repository has not been fetched here yet; it comes with the next sync.", null);
    }

    private record KeptTrees(Repository repository, ObjectTrees objects) implements Kept {

        KeptTrees(Repository repository) {
            this(repository, new ObjectTrees(repository));
        }

        @Override
        public TreeAccess tree(CommitId commit) throws IOException {
            return objects.tree(commit);
        }

        @Override
        public void close() {
            objects.close();
            repository.close();
        }
    }

    private Listing local(Project project, Path path) throws SourceFailure {
        if (Files.isDirectory(path)) {
            return new LocalListing(path, roots);
        }
        if (!Files.isRegularFile(path)) {
            throw GitFailure.failure("git-not-a-repository", "There is nothing at " + path + ". Check git.url.", null);
        }
        return mirrored(project, path.toString(), (mirror, watch) -> {
            BufferedInputStream bundle = new BufferedInputStream(Files.newInputStream(path));
            watch.connection(bundle);
            return new TransportBundleStream(mirror, new URIish(path.toUri().toURL()), bundle);
        });
    }

    private Listing mirrored(Project project, String where, RemoteListing.Way way) throws SourceFailure {
        Mirror mirror = new Mirror(mirrors, project.key(), where);
        try {
            return new RemoteListing(where, mirror, mirror.open(), settings, way);
        } catch (IOException e) {
            throw GitFailure.failure(
                    "git-mirror", "The mirror in " + mirror.folder() + " cannot be made: " + e.getMessage() + ".", e);
        }
    }

    static void checked(Outbound outbound, URI uri) throws SourceFailure {
        try {
            outbound.check(uri);
        } catch (OutboundRefused e) {
            throw GitFailure.failure(OutboundRefused.CODE, String.valueOf(e.getMessage()), e);
        }
    }
}
