package dev.vigia.integrity.ui;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/// The screens on rich sample data, without database or sources: for tests, and to look at while styling (run its
/// `main`). No `@Configuration`, or the application itself would find it when it scans.
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration"
        })
@EnableVaadin("dev.vigia")
@ComponentScan(basePackages = {"dev.vigia.integrity.ui", "dev.vigia.platform.ui"})
@Import(FakeDoors.class)
public class Preview {

    public static void main(String[] args) {
        var app = new SpringApplication(Preview.class);
        app.setDefaultProperties(Map.of(
                "server.port", "8099",
                "server.address", "127.0.0.1",
                "vaadin.productionMode", "true",
                // Edited styles show on reload.
                "spring.web.resources.static-locations", "file:frontend/,classpath:/META-INF/resources/"));
        app.run(args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView("login"))
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(User.withUsername("ana@ops")
                .password("{noop}secret")
                .roles("USER")
                .build());
    }
}
