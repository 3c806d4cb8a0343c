package dev.vigia.integrity;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.versions.Plot;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionPlots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class ComparisonApiTest {

    private static final ProjectKey KEY = new ProjectKey("bankchurn");

    private MockMvc api;

    @BeforeEach
    void start() {
        var comparisons = mock(VersionComparisons.class);
        var found = new VersionComparison(
                KEY,
                new VersionComparison.Side("v1", "0".repeat(40), "aaaa", true),
                new VersionComparison.Side("v2", "1".repeat(40), null, true),
                List.of(
                        Difference.of("m.json", "a.b", 0.5, 0.51),
                        Difference.of("m.json", "n", Double.NaN, 1.0),
                        Difference.of("m.json", "same", 3L, 3L)),
                List.of(Difference.of("params.yaml", "model", "gbm", null)),
                List.of(Difference.of("", "rmse", 0.1, null)),
                List.of(),
                List.of());
        when(comparisons.between(any(), any(), any())).thenReturn(Optional.empty());
        when(comparisons.between(eq(KEY), eq(new TagName("v1")), eq(new TagName("v2"))))
                .thenReturn(Optional.of(found));
        var roc = new Plot(
                "roc.json",
                "ROC",
                "fpr",
                "tpr",
                false,
                List.of(new Plot.Curve(
                        "roc.json", "tpr", List.of(new Plot.Point(0, 0.5), new Plot.Point(1, Double.NaN)))),
                List.of());
        when(comparisons.plots(any(), any(), any()))
                .thenReturn(Optional.of(PlotComparison.of(
                        "v1",
                        new VersionPlots.Found(List.of(roc), null),
                        "v2",
                        new VersionPlots.Found(List.of(), "It is not here."))));
        var projects = mock(Projects.class);
        when(projects.require(KEY)).thenReturn(new Project(KEY, "Bank", null, null, new Project.Dvc(Map.of(), null)));
        api = MockMvcBuilders.standaloneSetup(new ComparisonApi(comparisons, projects))
                .build();
    }

    @Test
    void answersInTheShapeOfDvc() throws Exception {
        api.perform(get("/api/v1/projects/bankchurn/compare").param("a", "v1").param("b", "v2"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.metrics['m.json']['a.b'].old").value(0.5))
                .andExpect(jsonPath("$.metrics['m.json']['a.b'].new").value(0.51))
                .andExpect(jsonPath("$.metrics['m.json']['a.b'].diff").value(0.010000000000000009))
                .andExpect(jsonPath("$.metrics['m.json'].n.old").value("NaN"))
                .andExpect(jsonPath("$.metrics['m.json'].same").doesNotExist())
                .andExpect(jsonPath("$.params['params.yaml'].model.new").value(Matchers.nullValue()))
                .andExpect(jsonPath("$.params['params.yaml'].model.diff").doesNotHaveJsonPath())
                .andExpect(jsonPath("$.runs.metrics.rmse.old").value(0.1))
                .andExpect(jsonPath("$.a.runId").value("aaaa"));
        api.perform(get("/api/v1/projects/bankchurn/compare?all=true")
                        .param("a", "v1")
                        .param("b", "v2"))
                .andExpect(jsonPath("$.metrics['m.json'].same.diff").value(0));
    }

    @Test
    void exportsForSpreadsheetsAndPullRequests() throws Exception {
        api.perform(get("/api/v1/projects/bankchurn/compare.csv")
                        .param("a", "v1")
                        .param("b", "v2"))
                .andExpect(content().contentType("text/csv;charset=UTF-8"))
                .andExpect(
                        content().string(Matchers.containsString("metric,m.json,a.b,0.5,0.51,0.010000000000000009")));
        api.perform(get("/api/v1/projects/bankchurn/compare.md")
                        .param("a", "v1")
                        .param("b", "v2"))
                .andExpect(content().contentType("text/markdown;charset=UTF-8"))
                .andExpect(content().string(Matchers.containsString("| params.yaml | model | gbm | - | - |")));
    }

    @Test
    void answersThePointsOfPlots() throws Exception {
        api.perform(get("/api/v1/projects/bankchurn/compare/plots")
                        .param("a", "v1")
                        .param("b", "v2"))
                .andExpect(jsonPath("$.plots[0].title").value("ROC"))
                .andExpect(jsonPath("$.plots[0].chart.x").value("value"))
                .andExpect(jsonPath("$.plots[0].chart.series[0].name").value("v1"))
                .andExpect(jsonPath("$.plots[0].chart.series[0].points[0].y").value(0.5))
                .andExpect(jsonPath("$.plots[0].chart.series[0].points[1].y").doesNotExist())
                .andExpect(jsonPath("$.remarks[0]").value("v2: It is not here."));
    }

    @Test
    void knowsNoVersionThatIsNoTag() throws Exception {
        api.perform(get("/api/v1/projects/bankchurn/compare").param("a", "v1").param("b", "v9"))
                .andExpect(status().isNotFound());
    }
}
