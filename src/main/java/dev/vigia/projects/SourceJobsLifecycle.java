package dev.vigia.projects;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.vigia.platform.Dialect;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Starts the jobs when everything else is ready, and stops them first.
@Component
class SourceJobsLifecycle implements SmartLifecycle {

    private final SourceJobs jobs;
    private final JobsSettings settings;
    private final Dialect dialect;
    private final JdbcClient jdbc;
    private volatile boolean running;

    SourceJobsLifecycle(SourceJobs jobs, JobsSettings settings, Dialect dialect, JdbcClient jdbc) {
        this.jobs = jobs;
        this.settings = settings;
        this.dialect = dialect;
        this.jdbc = jdbc;
    }

    @Override
    public void start() {
        if (dialect == Dialect.H2 && settings.enabled()) {
            // Only one process can have the embedded database: whatever is marked as running was killed with the
            // last one, and need not wait for its heartbeat to be missed.
            jdbc.sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked")
                    .update();
        }
        jobs.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        jobs.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// A test pauses contexts that it does not use at the moment; jobs would have to be made anew then.
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {
        @Bean
        SourceJobs sourceJobs(
                SourceRegistry registry,
                SourceRunner runner,
                SourceStatusTable table,
                WatchedProjects watched,
                JobsSettings settings,
                Clock clock,
                DataSource dataSource,
                ObjectProvider<RecurringTask<?>> others) {
            return new SourceJobs(
                    registry,
                    runner,
                    table,
                    watched.interval(),
                    settings,
                    clock,
                    dataSource,
                    () -> others.stream().toList());
        }
    }
}
