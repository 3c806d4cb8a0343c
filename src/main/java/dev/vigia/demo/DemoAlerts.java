package dev.vigia.demo;

import dev.vigia.demo.RecordedDay.Line;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Lives through the recorded day before anything else happens: sends every delivery to the webhook as its
/// Alertmanager did, with people acting in between, while the demo's clock shows the time of each. Then the alert
/// that always fires goes on coming.
@Component
@ConditionalOnBooleanProperty("vigia.demo")
class DemoAlerts implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAlerts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WATCHDOG = "\"receiver\":\"vigia-watchdog\"";

    private final DayMark mark;
    private final DemoClock clock;
    private final DemoPeople people;
    private final Environment environment;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-watchdog").factory());
    private volatile boolean running;

    DemoAlerts(DayMark mark, DemoClock clock, DemoPeople people, Environment environment) {
        this.mark = mark;
        this.clock = clock;
        this.people = people;
        this.environment = environment;
    }

    /// After the web server and the intake, before the jobs: they must not run in yesterday.
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1;
    }

    @Override
    public void start() {
        running = true;
        if (!mark.wasLived()) {
            try {
                live();
                mark.lived();
            } catch (IOException | RuntimeException e) {
                LOG.error("The demo's day of alerts could not be replayed", e);
            } finally {
                clock.comeBack();
            }
        }
        // At once, too: the jobs that start next would miss it.
        stillThere();
        watchdog.scheduleWithFixedDelay(this::stillThere, 1, 1, TimeUnit.MINUTES);
    }

    private void live() throws IOException {
        var deliveries = 0;
        for (Line line : mark.day().lines()) {
            clock.goTo(line.at());
            if (line.delivery() != null) {
                deliver(line.delivery());
                deliveries++;
            } else if (line.act() != null) {
                people.act(line);
            }
        }
        LOG.info("A day of alerts has passed in the demo: {} deliveries", deliveries);
    }

    private void stillThere() {
        try {
            for (Line line : mark.day().lines().reversed()) {
                if (line.delivery() != null && line.delivery().contains(WATCHDOG)) {
                    deliver(line.delivery());
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The demo's watchdog could not be delivered", e);
        }
    }

    private void deliver(String body) throws IOException {
        var uri = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")
                + "/api/v1/alerts/alertmanager?cluster=" + DemoAlertmanager.CLUSTER);
        var request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + environment.getRequiredProperty("vigia.security.bootstrap-token"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("The webhook answers " + answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The demo is stopping", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        watchdog.shutdownNow();
        http.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// A test pauses contexts that it does not use at the moment; what was stopped here would have to be made anew.
    @Override
    public boolean isPauseable() {
        return false;
    }
}
