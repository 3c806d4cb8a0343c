package dev.vigia.notify;

import dev.vigia.VigiaIntegrationTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// One application for all tests of notifications, with receivers that are [Recorder]'s. Nothing is sent by itself.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vaadin.productionMode=true",
            "vigia.security.admin-password=only-for-this-test",
            "vigia.security.bootstrap-token=" + NotifyIntegrationTest.TOKEN,
            "vigia.network.public-url=https://vigia.example.org",
            "vigia.projects[0].key=bankchurn",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.notifications.receivers[0].name=ops",
            "vigia.notifications.receivers[0].kind=webhook",
            "vigia.notifications.receivers[0].url=http://127.0.0.1:${notify.test.port}/ops/very-secret-path",
            "vigia.notifications.receivers[0].secret=s3cret",
            "vigia.notifications.receivers[1].name=team-slack",
            "vigia.notifications.receivers[1].kind=slack",
            "vigia.notifications.receivers[1].url=http://127.0.0.1:${notify.test.port}/slack/T0/very-secret-path",
            "vigia.notifications.receivers[2].name=quiet",
            "vigia.notifications.receivers[2].kind=teams",
            "vigia.notifications.receivers[2].url=http://127.0.0.1:${notify.test.port}/teams",
            "vigia.notifications.rules[0].receiver=ops",
            "vigia.notifications.rules[0].events=alert-fired,alert-resolved,verdict-changed,drift-reported",
            "vigia.notifications.rules[1].receiver=ops",
            "vigia.notifications.rules[1].events=alert-fired",
            "vigia.notifications.rules[2].receiver=team-slack",
            "vigia.notifications.rules[2].events=alert-fired,alert-resolved",
            "vigia.notifications.rules[2].projects=bankchurn",
            "vigia.notifications.rules[2].severities=critical,warning"
        })
public @interface NotifyIntegrationTest {

    String TOKEN = "vigia_test_only-for-the-notification-tests";
}
