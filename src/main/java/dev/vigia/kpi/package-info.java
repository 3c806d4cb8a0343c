/// KPI history: how the numbers of a project's runs went, what they are compared with, and when they went too far.
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "projects",
            "projects :: ui",
            "runs",
            "runs :: ui",
            "versions",
            "integrity",
            "integrity :: ui",
            "runbooks",
            "drift"
        })
@NullMarked
package dev.vigia.kpi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
