package dev.vigia.alerts.alertmanager;

import dev.vigia.platform.security.OwnBodyLimit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    OwnBodyLimit deliveriesAreLarge() {
        return new OwnBodyLimit(AlertmanagerWebhook.PATH);
    }
}
