package dev.vigia.projects;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.vigia.projects.SourceRegistry.Source;
import dev.vigia.projects.SourceSync.Mode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredSourcesTest {

    private static final SourceId GIT = SourceFixtures.id("bankchurn", SourceKind.GIT);
    private static final SourceId DVC = SourceFixtures.id("bankchurn", SourceKind.DVC);

    private final Project project = SourceFixtures.project("bankchurn", "Bank churn");
    private final SourceRegistry registry = mock(SourceRegistry.class);
    private final SourceJobs jobs = mock(SourceJobs.class);

    /// A sync of the repository that takes its request up at once must find at its end that the data waits: else the
    /// data would be looked at an interval later.
    @Test
    void marksTheDataBeforeItAsksForTheRepository() {
        when(registry.of(any())).thenReturn(List.of(source(GIT), source(DVC)));
        when(jobs.comesAfterGit(DVC)).thenReturn(true);
        var sources = new StoredSources(
                SourceFixtures.projects(project),
                registry,
                mock(SourceStatusTable.class),
                jobs,
                new WatchedProjects(List.of(project), null, null, Duration.ofMinutes(1), Duration.ofHours(1)),
                Clock.systemUTC());

        sources.syncNow(project.key(), Mode.INCREMENTAL);

        var order = inOrder(jobs);
        order.verify(jobs).requestAfterGit(DVC, Mode.FULL);
        order.verify(jobs).request(GIT, Mode.INCREMENTAL);
    }

    private Source source(SourceId id) {
        return new Source(id, project, mock(SourceSync.class));
    }
}
