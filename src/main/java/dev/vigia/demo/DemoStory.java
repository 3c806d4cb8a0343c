package dev.vigia.demo;

import dev.vigia.integrity.IntegrityTable;
import dev.vigia.projects.DataDirectory;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceSync;
import dev.vigia.projects.Sources;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Lets time pass in the sample projects once Vigía has seen them as they were. So that a moved tag, a deleted run
/// and a lost object are not written into its tables but noticed by it, as in real life.
@Component
@ConditionalOnBooleanProperty("vigia.demo")
class DemoStory implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DemoStory.class);
    private static final long LOOK_EVERY_SECONDS = 2;

    private final Projects projects;
    private final Sources sources;
    private final IntegrityTable table;
    private final DataDirectory dataDirectory;
    private final Set<Project> seenOnce = new HashSet<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-story").factory());

    DemoStory(Projects projects, Sources sources, IntegrityTable table, DataDirectory dataDirectory) {
        this.projects = projects;
        this.sources = sources;
        this.table = table;
        this.dataDirectory = dataDirectory;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        clock.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }

    private void look() {
        try {
            for (Project project : projects.all()) {
                var sample =
                        SampleProject.in(dataDirectory.path(), project.key().value());
                // Twice in a row, for the table follows a moment after the sources.
                if (UnpackSamples.NAMES.contains(sample.name())
                        && !sample.hasMovedOn()
                        && hasBeenRead(project)
                        && !seenOnce.add(project)) {
                    sample.moveOn();
                    sources.syncNow(project.key(), SourceSync.Mode.FULL);
                    log.info("Time has passed in the sample project {}", sample.name());
                }
            }
        } catch (RuntimeException e) {
            log.warn("The demo's story got stuck; it is told on at the next look", e);
        }
    }

    private boolean hasBeenRead(Project project) {
        return table.asOf(project.key()) != null
                && sources.of(project.key()).stream()
                        .allMatch(source -> source.lastGoodAt() != null && source.progress() == null);
    }
}
