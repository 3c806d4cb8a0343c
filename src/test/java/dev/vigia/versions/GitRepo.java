package dev.vigia.versions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A real repository made by the real git, with a clock of its own: one minute passes with every commit and tag.
public final class GitRepo {

    private final Path folder;
    private Instant now = Instant.parse("2024-01-01T00:00:00Z");

    private GitRepo(Path folder) {
        this.folder = folder;
    }

    public static GitRepo create(Path folder) {
        GitRepo repo = new GitRepo(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        repo.git("init", "-q", "-b", "main");
        return repo;
    }

    public Path folder() {
        return folder;
    }

    /// When the last commit or tag was made.
    public Instant now() {
        return now;
    }

    public GitRepo file(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// @return the new commit's id
    public String commit(String message) {
        now = now.plusSeconds(60);
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD");
    }

    /// An annotated tag on the newest commit; moves one of the same name.
    public GitRepo tag(String name) {
        return tag(name, "HEAD");
    }

    public GitRepo tag(String name, String target) {
        now = now.plusSeconds(60);
        git("tag", "-f", "-a", "-m", "Release " + name, name, target);
        return this;
    }

    public GitRepo lightweight(String name, String target) {
        git("tag", "-f", name, target);
        return this;
    }

    public GitRepo delete(String tag) {
        git("tag", "-d", tag);
        return this;
    }

    /// A tag of a tag of a tag, made by JGit: a process for each would take a minute.
    ///
    /// @return the outermost tag's id; nothing refers to it yet
    public String chain(String commit, int length) {
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(folder.resolve(".git").toFile())
                        .build();
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId target = ObjectId.fromString(commit);
            for (int i = 0; i < length; i++) {
                TagBuilder tag = new TagBuilder();
                tag.setTag("x");
                tag.setObjectId(target, i == 0 ? Constants.OBJ_COMMIT : Constants.OBJ_TAG);
                target = inserter.insert(tag);
            }
            inserter.flush();
            return target.name();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Runs git in the repository, without anybody's configuration.
    ///
    /// @return what it printed, without the last line's end
    public String git(String... arguments) {
        return gitWith("", arguments);
    }

    public String gitWith(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            environment(builder.environment());
            Process process = builder.redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void environment(Map<String, String> environment) {
        String date = now.getEpochSecond() + " +0000";
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + who + "_NAME", "Ada");
            environment.put("GIT_" + who + "_EMAIL", "ada@example.org");
            environment.put("GIT_" + who + "_DATE", date);
        }
    }
}
