package dev.vigia.runs.ui;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceFixtures;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/// The runs and sources screens on doors that answer from memory: 20 000 runs, made as they are asked for. No
/// `@Configuration`, or the application itself would find it when it scans.
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration"
        })
@EnableVaadin("dev.vigia")
@ComponentScan(basePackages = {"dev.vigia.runs.ui", "dev.vigia.projects.ui", "dev.vigia.platform.ui"})
public class ScreensWithoutSources {

    public static final int MANY = 20_000;

    private final RunCatalog catalog = Mockito.mock(RunCatalog.class);
    private final List<Project> projects = new CopyOnWriteArrayList<>();
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final SourceFixtures.Fake sources = new SourceFixtures.Fake();

    ScreensWithoutSources() {
        reset();
    }

    public final void reset() {
        projects.clear();
        projects.add(SourceFixtures.project("bankchurn", "Bank churn"));
        projects.add(SourceFixtures.project("carvision", "CarVision"));
        sources.clear();
        serve(MANY, SampleRuns::run);
    }

    public final void serve(int count, IntFunction<Run> runs) {
        SampleRuns.serve(catalog, count, runs);
    }

    public void without(ProjectKey key) {
        projects.removeIf(project -> project.key().equals(key));
    }

    /// What the change ticker does when something was stored.
    public void changed(String topic) {
        listeners.forEach(listener -> listener.accept(Set.of(topic)));
    }

    @Bean
    Clock clock() {
        return Clock.fixed(SampleRuns.NOW, ZoneOffset.UTC);
    }

    @Bean
    RunCatalog runCatalog() {
        return catalog;
    }

    @Bean
    SourceFixtures.Fake sources() {
        return sources;
    }

    @Bean
    VersionLinks versionLinks() {
        return (project, version) -> version.equals("v1.30.0")
                ? Optional.of("projects/" + project + "/version?tag=" + version)
                : Optional.empty();
    }

    @Bean
    Projects projects() {
        return new Projects() {
            @Override
            public List<Project> all() {
                return List.copyOf(projects);
            }

            @Override
            public Optional<Project> find(ProjectKey key) {
                return projects.stream()
                        .filter(project -> project.key().equals(key))
                        .findFirst();
            }
        };
    }

    @Bean
    ChangeTicker ticker() {
        return new ChangeTicker() {
            @Override
            public void changed(String topic) {
                ScreensWithoutSources.this.changed(topic);
            }

            @Override
            public Runnable subscribe(Consumer<Set<String>> listener) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }
        };
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/styles.css", "/assets/**").permitAll())
                .with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView("login"))
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(User.withUsername("ana@ops")
                .password("{noop}secret")
                .roles("USER")
                .build());
    }

    static RunId id(int number) {
        return SampleRuns.run(number).id();
    }
}
