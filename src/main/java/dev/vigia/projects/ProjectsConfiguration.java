package dev.vigia.projects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the beans of the settings, after [SettingsCheck] found them right.
@Configuration(proxyBeanMethods = false)
class ProjectsConfiguration {

    @Bean
    WatchedProjects watchedProjects(VigiaSettings settings) {
        return new ProjectReader(settings).watched();
    }

    @Bean
    Projects projects(WatchedProjects watched) {
        return watched.projects();
    }

    @Bean
    FileRoots fileRoots(WatchedProjects watched) {
        return watched.fileRoots();
    }

    @Bean
    DataDirectory dataDirectory(WatchedProjects watched) {
        return new DataDirectory(watched.dataDirectory());
    }
}
