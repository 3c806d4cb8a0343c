package dev.vigia.versions.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.ProjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {

    @TempDir
    Path folder;

    @Test
    void joinsPacksOnceThereAreManyAndLosesNothing() throws Exception {
        Mirror mirror = new Mirror(folder, new ProjectKey("churn"), "https://example.org/churn.git");
        try (Repository repository = mirror.open()) {
            List<ObjectId> commits = new ArrayList<>();
            for (int i = 0; i < 39; i++) {
                commits.add(pack(repository, i));
            }
            mirror.tidy(repository);
            assertThat(packs()).isEqualTo(39);

            commits.add(pack(repository, 39));
            mirror.tidy(repository);

            assertThat(packs()).isLessThan(5);
            try (ObjectReader reader = repository.newObjectReader()) {
                for (ObjectId commit : commits) {
                    assertThat(reader.has(commit))
                            .as("not even what no tag names")
                            .isTrue();
                }
            }
        }
    }

    /// As a fetch leaves it. Every third commit was a moved tag's: nothing refers to it any more.
    private static ObjectId pack(Repository repository, int number) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setMessage("commit " + number);
        commit.setAuthor(new PersonIdent("A", "a@example.org"));
        commit.setCommitter(commit.getAuthor());
        ObjectId id;
        try (var inserter = ((FileRepository) repository).getObjectDatabase().newPackInserter()) {
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            id = inserter.insert(commit);
            inserter.flush();
        }
        if (number % 3 > 0) {
            RefUpdate tag = repository.updateRef(Constants.R_TAGS + "v" + number);
            tag.setNewObjectId(id);
            tag.update();
        }
        return id;
    }

    private long packs() throws IOException {
        try (var files = Files.list(folder.resolve("churn/objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }
}
