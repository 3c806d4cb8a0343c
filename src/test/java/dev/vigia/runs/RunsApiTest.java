package dev.vigia.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// What the API says; who may ask it is tested with the rest of the security.
class RunsApiTest {

    private static final String RUNS = "/api/v1/projects/churn/runs";

    private final RunCatalog catalog = mock(RunCatalog.class);
    private final Projects projects = mock(Projects.class);
    private final MockMvcTester mvc = MockMvcTester.of(new RunsApi(catalog, projects));

    @BeforeEach
    void watchAProject() {
        when(projects.require(new ProjectKey("churn"))).thenReturn(RunFixtures.project("churn", "http://mlflow"));
        when(catalog.link(any(), any())).thenReturn(Optional.of("http://mlflow/#/experiments/1/runs/3"));
    }

    @Test
    void givesNumbersThatJsonLacksAsStrings() {
        var metrics = Map.of(
                "nan", Double.NaN, "up", Double.POSITIVE_INFINITY, "down", Double.NEGATIVE_INFINITY, "rmse", 0.5);
        var run = new RunReading("version").read(RunFixtures.measured(RunFixtures.run(3), metrics), RunFixtures.CHURN);
        var query = new RunQuery(new ProjectKey("churn"), "v1.0.3", null, null, null, false);
        when(catalog.page(query, 100, null)).thenReturn(new RunPage(List.of(run), "next-one"));
        assertThat(mvc.get().uri(RUNS + "?version=v1.0.3"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"project": "churn", "next": "next-one", "runs": [{
                  "runId": "00000000000000000000000000000003", "experiment": "churn",
                  "version": "v1.0.3", "status": "FINISHED", "deleted": false, "artifacts": "UNKNOWN",
                  "startedAt": "2026-01-01T00:03:00Z", "endedAt": "2026-01-01T00:03:30Z",
                  "metrics": {"nan": "NaN", "up": "Infinity", "down": "-Infinity", "rmse": 0.5},
                  "params": {"seed": "3"}, "link": "http://mlflow/#/experiments/1/runs/3"
                }]}
                """);
    }

    @Test
    void goesOnFromTheCursor() {
        when(catalog.page(any(), eq(5), eq("here"))).thenReturn(new RunPage(List.of(), null));
        assertThat(mvc.get().uri(RUNS + "?limit=5&cursor=here"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.runs")
                .asArray()
                .isEmpty();
    }

    @Test
    void answersAWrongCursorOrLimitWithABadRequest() {
        when(catalog.page(any(), anyInt(), any())).thenThrow(new IllegalArgumentException("limit is 0"));
        assertThat(mvc.get().uri(RUNS + "?limit=0")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(mvc.get().uri(RUNS + "?limit=x")).hasStatus(HttpStatus.BAD_REQUEST);
    }
}
