package dev.vigia.demo;

import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Lays out the sample projects where the demo's settings say they are, before those settings are read: they are
/// checked against the disk.
class UnpackSamples implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final List<String> NAMES = List.of("bankchurn", "carvision", "essay-score");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (environment.getProperty("vigia.demo", Boolean.class, false)) {
            var dataDirectory =
                    Path.of(environment.getRequiredProperty("vigia.data-dir")).toAbsolutePath();
            NAMES.forEach(name -> SampleProject.in(dataDirectory, name).unpack());
        }
    }
}
