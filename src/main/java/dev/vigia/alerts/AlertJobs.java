package dev.vigia.alerts;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is done again and again, by one instance at a time whatever the number of replicas.
@Configuration(proxyBeanMethods = false)
class AlertJobs {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    @Bean
    RecurringTask<Void> compareAlerts(Reconciliation reconciliation, AlertSettings settings) {
        return Tasks.recurring("compare-alerts", FixedDelay.of(settings.compareEvery()))
                .execute((_, _) -> reconciliation.all());
    }

    @Bean
    RecurringTask<Void> lookAfterOurselves(OwnAlerts own, VerdictAlerts verdicts, KpiAlerts kpis) {
        return Tasks.recurring("look-after-ourselves", FixedDelay.of(LOOK_EVERY))
                .execute((_, _) -> {
                    own.look();
                    verdicts.look();
                    kpis.look();
                });
    }

    @Bean
    RecurringTask<Void> tidyAlerts(AlertRetention retention) {
        return Tasks.recurring("tidy-deliveries", FixedDelay.of(TIDY_EVERY)).execute((_, _) -> retention.tidy());
    }
}
