package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;
import org.springframework.context.ApplicationContext;

/// Does at once what the background would do, for tests of other packages.
public final class KpiWork {

    private KpiWork() {}

    public static void drain(ApplicationContext context, ProjectKey project) {
        context.getBean(Deriving.class).drain(project);
    }
}
