package dev.vigia.runbooks.files;

import dev.vigia.projects.GitFolders;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runbooks.RunbookFile;
import dev.vigia.runbooks.RunbookSource;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A folder of a Git repository at a branch.
final class GitRunbooks implements RunbookSource {

    private final GitFolders.Place place;
    private final GitFolders folders;
    private @Nullable String commit;
    private List<RunbookFile> files = List.of();

    GitRunbooks(GitFolders.Place place, GitFolders folders) {
        this.place = place;
        this.folders = folders;
    }

    @Override
    public String origin() {
        return place.url() + (place.folder().isEmpty() ? "" : " " + place.folder()) + " at " + place.branch();
    }

    @Override
    public synchronized List<RunbookFile> read() throws IOException {
        try {
            folders.read(place, commit).ifPresent(content -> {
                files = content.files().entrySet().stream()
                        .map(file -> new RunbookFile(file.getKey(), file.getValue()))
                        .toList();
                commit = content.commit();
            });
            return files;
        } catch (SourceFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
