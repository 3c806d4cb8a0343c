package dev.vigia.notify;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is done again and again, by one instance at a time whatever the number of replicas.
@Configuration(proxyBeanMethods = false)
class NotifyJobs {

    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> tidyNotifications(
            OutboxReader outbox, Addressees addressees, NotificationSettings settings, Clock clock) {
        return Tasks.recurring("tidy-notifications", FixedDelay.of(EVERY)).execute((_, _) -> {
            var now = clock.instant();
            outbox.orphans(addressees.receivers().stream().map(Receiver::name).toList(), now);
            outbox.tidy(now.minus(settings.keep()));
        });
    }
}
