package dev.vigia.versions.git;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync;
import dev.vigia.versions.TagSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/// A repository in a local folder, read where it lies: nothing is copied and nothing is written into it. Every
/// file that could lead JGit out of the file roots is looked at first.
///
/// @see "src/docs/decisions/0008-git-without-surprises.md"
final class LocalListing implements TagSource.Listing {

    /// Of alternates that name alternates.
    private static final int DEEPEST = 5;

    private final Repository repository;
    private final ObjectTrees objects;
    private final List<TagSource.Ref> refs;

    /// @param folder a bare repository, or a work tree with its `.git`
    LocalListing(Path folder, FileRoots roots) throws SourceFailure {
        repository = repository(folder, roots);
        objects = new ObjectTrees(repository);
        try {
            refs = repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS).stream()
                    .map(TagNames::of)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException | RuntimeException e) {
            close();
            // The cause may quote a file that a link leads to, so it is not repeated.
            throw GitFailure.failure(
                    "git-corrupt", "The tags of " + folder + " cannot be read. Run git fsck there.", e);
        }
    }

    /// Opened only after it was looked at: nothing in it leads out of the roots.
    static Repository repository(Path folder, FileRoots roots) throws SourceFailure {
        Path git = gitFolder(folder, roots);
        checkObjects(roots.resolve(git.resolve("objects")), roots, 0);
        for (String part : List.of("refs", "packed-refs", "HEAD", "config")) {
            roots.resolve(git.resolve(part));
        }
        checkConfig(folder, git);
        try {
            return new FileRepositoryBuilder()
                    .setGitDir(git.toFile())
                    .setBare()
                    .setMustExist(true)
                    .build();
        } catch (IOException | RuntimeException e) {
            throw notOne(folder, e);
        }
    }

    @Override
    public Collection<TagSource.Ref> refs() {
        return refs;
    }

    @Override
    public TagSource.Objects fetch(Collection<TagSource.Ref> tags, SourceSync.Progress progress) {
        return objects;
    }

    @Override
    public void close() {
        objects.close();
        repository.close();
    }

    private static Path gitFolder(Path folder, FileRoots roots) throws SourceFailure {
        if (Files.isDirectory(folder.resolve("objects")) && Files.exists(folder.resolve("HEAD"))) {
            return folder;
        }
        Path inner = folder.resolve(".git");
        if (Files.isRegularFile(inner)) {
            throw GitFailure.failure(
                    "git-refused",
                    folder + " is a linked work tree or a submodule. Set git.url to the repository itself.",
                    null);
        }
        if (!Files.isDirectory(inner)) {
            throw notOne(folder, null);
        }
        Path git = roots.resolve(inner);
        if (!Files.isDirectory(git.resolve("objects"))) {
            throw notOne(folder, null);
        }
        return git;
    }

    /// Alternates make JGit read objects of other repositories.
    private static void checkObjects(Path objects, FileRoots roots, int depth) throws SourceFailure {
        roots.resolve(objects.resolve("pack"));
        Path alternates = roots.resolve(objects.resolve("info").resolve("alternates"));
        if (!Files.exists(alternates)) {
            return;
        }
        if (depth == DEEPEST) {
            throw GitFailure.failure("git-refused", "The repository borrows objects too many times over.", null);
        }
        try {
            for (String line : Files.readAllLines(alternates)) {
                if (!line.isBlank()) {
                    checkObjects(roots.resolve(objects.resolve(line).normalize()), roots, depth + 1);
                }
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw GitFailure.failure("git-corrupt", "The repository's list of borrowed objects cannot be read.", e);
        }
    }

    private static void checkConfig(Path folder, Path git) throws SourceFailure {
        if (Files.exists(git.resolve("commondir"))) {
            throw GitFailure.failure(
                    "git-refused", folder + " keeps its objects elsewhere. Set git.url to the main repository.", null);
        }
        try {
            Config config = new Config();
            Path file = git.resolve("config");
            if (Files.exists(file)) {
                config.fromText(Files.readString(file));
            }
            for (String section : config.getSections()) {
                if (section.toLowerCase(Locale.ROOT).startsWith("include")) {
                    throw GitFailure.failure(
                            "git-refused", "The settings of " + folder + " include other files. Remove that.", null);
                }
            }
            if ("sha256".equalsIgnoreCase(config.getString("extensions", null, "objectformat"))) {
                throw GitFailure.failure(
                        "git-unsupported", folder + " uses SHA-256 ids, which cannot be read yet.", null);
            }
        } catch (IOException | ConfigInvalidException e) {
            throw GitFailure.failure("git-corrupt", "The settings of " + folder + " cannot be read.", e);
        }
    }

    private static SourceFailure notOne(Path folder, @Nullable Throwable cause) {
        return GitFailure.failure(
                "git-not-a-repository", "There is no Git repository in " + folder + ". Check git.url.", cause);
    }
}
