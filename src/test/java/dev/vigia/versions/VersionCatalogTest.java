package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync.Mode;
import dev.vigia.projects.Sources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class VersionCatalogTest {

    private static final ProjectKey CHURN = new ProjectKey("churn");
    private static final TagName TAG = new TagName("churn@v1.0.0#1");
    private static final CommitId COMMIT = new CommitId("0123456789012345678901234567890123456789");

    private final Projects projects = mock(Projects.class);
    private final VersionReading reading = mock(VersionReading.class);
    private final DataStore data = mock(DataStore.class);
    private final Sources sources = mock(Sources.class);
    private VersionCatalog catalog;

    @BeforeEach
    void open() {
        @SuppressWarnings("unchecked")
        ObjectProvider<Sources> late = mock(ObjectProvider.class);
        when(late.getObject()).thenReturn(sources);
        catalog = new VersionCatalog(projects, reading, mock(TreeStore.class), data, late);
    }

    private void repositoryAt(String url) {
        var git = new Project.Git(url, Pattern.compile(".*"), null, null, null);
        when(projects.find(CHURN))
                .thenReturn(Optional.of(new Project(CHURN, "Churn", git, null, new Project.Dvc(Map.of(), null))));
    }

    private void known(@Nullable Instant deletedAt) {
        when(reading.versions(CHURN, List.of(TAG)))
                .thenReturn(List.of(new VersionTag(
                        CHURN,
                        TAG,
                        "churn",
                        "v1.0.0",
                        COMMIT,
                        COMMIT,
                        Instant.EPOCH,
                        null,
                        deletedAt,
                        true,
                        null,
                        null,
                        null,
                        true,
                        false,
                        List.of())));
    }

    @Test
    void linksToTheTagOnItsHost() {
        repositoryAt("git@github.com:team/churn.git");
        known(null);

        assertThat(catalog.link(CHURN, TAG))
                .hasValueSatisfying(link -> assertThat(link)
                        .startsWith("https://github.com/team/churn/")
                        .contains("churn%40v1.0.0%231"));
    }

    @Test
    void linksADeletedTagToItsCommit() {
        repositoryAt("https://github.com/team/churn.git");
        known(Instant.EPOCH);

        assertThat(catalog.link(CHURN, TAG)).hasValue("https://github.com/team/churn/commit/" + COMMIT.value());
    }

    @Test
    void linksNothingThatIsNotKnownOrNowhereOnTheWeb() {
        repositoryAt("https://github.com/team/churn.git");
        assertThat(catalog.link(CHURN, TAG)).isEmpty();
        assertThat(catalog.link(new ProjectKey("other"), TAG)).isEmpty();

        known(null);
        repositoryAt("/srv/git/churn");
        assertThat(catalog.link(CHURN, TAG)).isEmpty();
    }

    @Test
    void remembersWhoWantsADeepCheckAndAsksForItAtOnce() {
        known(null);
        catalog.checkDeeply(CHURN, TAG);

        verify(data).wantDeep(CHURN, COMMIT);
        verify(sources).syncNow(new SourceId(CHURN, SourceKind.DVC), Mode.INCREMENTAL);
    }

    @Test
    void leavesATagAloneThatNobodyKnows() {
        catalog.checkDeeply(CHURN, TAG);

        verify(data, never()).wantDeep(any(), any());
        verify(sources, never()).syncNow(any(SourceId.class), any());
    }
}
