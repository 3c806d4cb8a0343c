package dev.vigia.drift.ui;

import dev.vigia.platform.ui.EmptyState;
import dev.vigia.projects.ProjectKey;

/// A project without a report: how the first one comes here.
final class NoDrift {

    private NoDrift() {}

    static EmptyState of(ProjectKey project) {
        return new EmptyState(
                        "No report of drift yet",
                        "Compare today's data with the data the model was trained on, and send what comes out."
                                + " Any form of Evidently's reports will do, and so will ./vigia drift.")
                .withSnippet("""
                        from evidently import Report
                        from evidently.presets import DataDriftPreset

                        result = Report([DataDriftPreset()]).run(current_data=today, reference_data=train)
                        result.save_json("drift.json")
                        result.save_html("drift.html")""")
                .withSnippet("""
                        curl -H "Authorization: Bearer $VIGIA_TOKEN" \\
                          -F report=@drift.json -F html=@drift.html \\
                          "$VIGIA_URL/api/v1/projects/%s/drift-reports?version=v1.0.0"
                        """.formatted(project).strip());
    }
}
