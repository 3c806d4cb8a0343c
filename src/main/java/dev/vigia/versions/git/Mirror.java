package dev.vigia.versions.git;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/// Our bare copy of a remote repository, under the data directory. It holds nothing that cannot be fetched again:
/// one that is broken, or of another url, is thrown away.
final class Mirror {

    /// Each fetch that brings something adds a pack; above this many they are joined.
    private static final int MANY_PACKS = 40;

    private final Path folder;
    private final String url;

    Mirror(Path mirrors, ProjectKey project, String url) {
        this.folder = mirrors.resolve(project.value());
        this.url = url;
    }

    Path folder() {
        return folder;
    }

    Repository open() throws IOException {
        if (Files.exists(folder)) {
            try {
                Repository found = build();
                if (url.equals(found.getConfig().getString("vigia", null, "url"))
                        && found.getObjectDatabase().exists()) {
                    found.getRefDatabase().getRefsByPrefix(Constants.R_TAGS);
                    return found;
                }
                found.close();
            } catch (IOException | RuntimeException e) {
                // Made anew below: what is in it can be had again.
            }
            discard();
        }
        Files.createDirectories(folder);
        Repository made = build();
        made.create(true);
        StoredConfig config = made.getConfig();
        config.setString("vigia", null, "url", url);
        config.setInt("gc", null, "auto", 0);
        config.save();
        return made;
    }

    /// The mirror as it is; null if there is none of this url. Nothing is made or thrown away.
    @Nullable
    Repository found() throws IOException {
        if (!Files.exists(folder)) {
            return null;
        }
        Repository repository = build();
        if (url.equals(repository.getConfig().getString("vigia", null, "url"))) {
            return repository;
        }
        repository.close();
        return null;
    }

    private Repository build() throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        try {
            repository.getConfig().load();
        } catch (ConfigInvalidException e) {
            repository.close();
            throw new IOException("The mirror's own settings are broken", e);
        }
        return repository;
    }

    void discard() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Makes the mirror's tags those of the repository: new ones, moved ones, and none that is gone. They tell a
    /// server what we have already.
    void take(Repository mirror, Collection<TagSource.Ref> tags) throws IOException {
        Map<String, ObjectId> have = new HashMap<>();
        for (Ref ref : mirror.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
            have.put(ref.getName(), ref.getObjectId());
        }
        BatchRefUpdate update = mirror.getRefDatabase().newBatchUpdate();
        for (TagSource.Ref tag : tags) {
            String name = Constants.R_TAGS + tag.name().value();
            ObjectId target = ObjectId.fromString(tag.target());
            ObjectId before = have.remove(name);
            if (!target.equals(before) && Repository.isValidRefName(name)) {
                update.addCommand(new ReceiveCommand(before == null ? ObjectId.zeroId() : before, target, name));
            }
        }
        have.forEach((name, gone) -> update.addCommand(new ReceiveCommand(gone, ObjectId.zeroId(), name)));
        if (!update.getCommands().isEmpty()) {
            // In one go they are one packed file instead of thousands of loose ones.
            update.setAllowNonFastForwards(true).setAtomic(true).disableRefLog();
            try (RevWalk walk = new RevWalk(mirror)) {
                update.execute(walk, NullProgressMonitor.INSTANCE);
            }
        }
    }

    /// Joins packs once there are many. Nothing is thrown away: a moved tag's old commit may still be asked for.
    void tidy(Repository mirror) throws IOException {
        try (Stream<Path> packs = Files.list(folder.resolve("objects").resolve("pack"))) {
            if (packs.filter(file -> file.toString().endsWith(".pack")).count() < MANY_PACKS) {
                return;
            }
        }
        // Joined packs go at once: kept for an hour, as by default, they would be joined again with every fetch.
        mirror.getConfig().setString("gc", null, "prunePackExpire", "now");
        try (Git git = new Git(mirror)) {
            // Nothing is as old as that. Without a date it is two weeks, after which what no tag names is thrown away.
            git.gc().setExpire(Instant.EPOCH).call();
        } catch (GitAPIException e) {
            throw new IOException("The mirror cannot be tidied", e);
        }
    }
}
