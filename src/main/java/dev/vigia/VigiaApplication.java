package dev.vigia;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import dev.vigia.platform.GuardedResolver;
import dev.vigia.platform.Release;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/// The one deployable. Everything else is a feature package that stands on its own.
@SpringBootApplication
@ConfigurationPropertiesScan
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
public class VigiaApplication implements AppShellConfigurator {

    public static void main(String[] args) {
        start(args);
    }

    /// What `main` does, for whoever needs the running application.
    ///
    /// @param args of the command line, such as `--server.port=0`
    public static ConfigurableApplicationContext start(String... args) {
        GuardedResolver.install();
        // H2 would look every value up in one cache that all threads write to: slower than the values it saves.
        System.setProperty("h2.objectCache", "false");
        var application = new SpringApplication(VigiaApplication.class);
        // Stands in every line of a log in JSON.
        application.setDefaultProperties(Map.of("spring.application.version", Release.version()));
        return application.run(args);
    }

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addFavIcon("icon", "assets/icons/vigia.svg", "any");
    }

    /// The only clock: everything that needs the time has it injected.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
