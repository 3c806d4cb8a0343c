package dev.vigia.versions.git;

import dev.vigia.projects.DataDirectory;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Secret;
import dev.vigia.projects.SourceSync;
import dev.vigia.versions.ReadingFaults;
import dev.vigia.versions.TagSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// A tag source on folders of its own, as patient as tests are.
record Sources(Path data, Path root, GitSettings settings) {

    static final SourceSync.Progress SILENT = (what, done, total) -> {};

    static Sources in(Path folder) {
        return new Sources(
                folder.resolve("data"),
                folder,
                new GitSettings(Duration.ofSeconds(20), Duration.ofMinutes(2), DataSize.ofMegabytes(200)));
    }

    Sources with(GitSettings other) {
        return new Sources(data, root, other);
    }

    TagSource source() {
        GuardedHttp.Check everything = uri -> {};
        return new JGitTagSource(new FileRoots(List.of(root)), new DataDirectory(data), everything, settings);
    }

    static Project project(String url) {
        return project(url, null, null, null);
    }

    static Project project(String url, @Nullable String username, @Nullable String password, @Nullable Path sshKey) {
        return new Project(
                new ProjectKey("churn"),
                "Churn",
                new Project.Git(
                        url, Pattern.compile(".*"), username, password == null ? null : new Secret(password), sshKey),
                null,
                new Project.Dvc(Map.of(), null));
    }

    /// Name to commit, as the source tells it.
    Map<String, String> tags(Project project) throws Exception {
        try (TagSource.Listing listing = source().list(project)) {
            TagSource.Objects objects = listing.fetch(listing.refs(), SILENT);
            Map<String, String> tags = new TreeMap<>();
            objects.describe(listing.refs(), new ReadingFaults())
                    .forEach(tag ->
                            tags.put(tag.ref().name().value(), tag.commit().value()));
            return tags;
        }
    }
}
