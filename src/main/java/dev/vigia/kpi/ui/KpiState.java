package dev.vigia.kpi.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.vigia.projects.ProjectKey;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the screen shows, as its address says it. What makes no sense is ignored: an old bookmark still opens it.
///
/// @param project the first one configured if null
/// @param kpi the one that is shown alone, large; null for all
/// @param text finds runs in the table
record KpiState(
        @Nullable ProjectKey project, Axis axis, @Nullable String kpi, String text) {

    enum Axis {
        VERSION,
        TIME;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Axis of(@Nullable String text) {
            return "time".equals(text) ? TIME : VERSION;
        }
    }

    static KpiState of(QueryParameters parameters) {
        return new KpiState(
                parameters.getSingleParameter("project").flatMap(KpiState::key).orElse(null),
                Axis.of(parameters.getSingleParameter("by").orElse(null)),
                parameters
                        .getSingleParameter("kpi")
                        .filter(kpi -> !kpi.isBlank())
                        .orElse(null),
                parameters.getSingleParameter("q").orElse(""));
    }

    QueryParameters parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        if (project != null) {
            all.put("project", project.value());
        }
        if (axis == Axis.TIME) {
            all.put("by", axis.text());
        }
        if (kpi != null) {
            all.put("kpi", kpi);
        }
        if (!text.isBlank()) {
            all.put("q", text);
        }
        return QueryParameters.simple(all);
    }

    KpiState withProject(ProjectKey other) {
        return new KpiState(other, axis, null, text);
    }

    KpiState withAxis(Axis other) {
        return new KpiState(project, other, kpi, text);
    }

    KpiState withKpi(@Nullable String other) {
        return new KpiState(project, axis, other, text);
    }

    KpiState withText(String other) {
        return new KpiState(project, axis, kpi, other);
    }

    private static Optional<ProjectKey> key(String value) {
        try {
            return Optional.of(new ProjectKey(value));
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }
}
