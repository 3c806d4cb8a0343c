package dev.vigia.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.ProjectKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;

/// The API of the runs with everything around it: its permissions, its errors and a real database.
@VigiaIntegrationTest(
        properties = {
            "vigia.security.bootstrap-token=runs-api",
            "vigia.projects[0].key=runs-api",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9"
        })
@AutoConfigureMockMvc
class RunsApiIntegrationTest {

    private static final String RUNS = "/api/v1/projects/runs-api/runs";
    private static final String TOKEN = "Bearer runs-api";

    @Autowired
    private MockMvc web;

    @Autowired
    private RunIntake intake;

    @BeforeEach
    void storeRuns() {
        var runs = new ArrayList<RunFacts>();
        for (int i = 0; i < 12; i++) {
            runs.add(i < 9 ? RunFixtures.run(i) : RunFixtures.tagged(RunFixtures.run(i), "mlflow.parentRunId", "p"));
        }
        intake.begin(new ProjectKey("runs-api"), "version", List.of(RunFixtures.CHURN))
                .page(runs);
    }

    @Test
    void asksForAToken() throws Exception {
        web.perform(get(RUNS))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer"))
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.status").value(401))
                .andExpect(jsonPath("$.detail").value(containsString("Authorization: Bearer")));
    }

    @Test
    void refusesATokenThatMayNotRead() throws Exception {
        var other =
                SecurityMockMvcRequestPostProcessors.user("ci").authorities(new SimpleGrantedAuthority("SCOPE_sync"));
        web.perform(get(RUNS).with(other))
                .andExpect(status().isForbidden())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.status").value(403))
                .andExpect(jsonPath("$.detail").value(containsString("scopes")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0         | between 1 and 1000",
                "limit=1001      | between 1 and 1000",
                "limit=-1        | between 1 and 1000",
                "limit=ten       | limit is not understood: give a whole number",
                "limit=99999999999 | limit is not understood: give a whole number",
                "cursor=ours     | cursor is not one that this API gave",
                "cursor=         | cursor is not one that this API gave",
                "deleted=perhaps | deleted is not understood: give true or false"
            })
    void saysWhatIsWrongWithAParameter(String query, String detail) throws Exception {
        web.perform(get(RUNS + "?" + query).header("Authorization", TOKEN))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.status").value(400))
                .andExpect(jsonPath("$.detail").value(containsString(detail)))
                .andExpect(jsonPath("$.detail").value(not(containsString("java"))));
    }

    @Test
    void answersAnUnknownProjectAndAWrongMethodWithAProblem() throws Exception {
        web.perform(get("/api/v1/projects/nobody/runs").header("Authorization", TOKEN))
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
        web.perform(post(RUNS).header("Authorization", TOKEN))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
    }

    @Test
    void pagesThroughAllRunsWithTheirParents() throws Exception {
        var json = JsonMapper.builder().build();
        var seen = new ArrayList<String>();
        var parents = new ArrayList<String>();
        var cursor = "";
        do {
            var page = web.perform(get(RUNS + "?limit=5" + cursor).header("Authorization", TOKEN))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            var answer = json.readTree(page);
            answer.get("runs").forEach(run -> {
                seen.add(run.get("runId").asString());
                if (run.hasNonNull("parentRunId")) {
                    parents.add(run.get("parentRunId").asString());
                }
            });
            cursor = answer.hasNonNull("next") ? "&cursor=" + answer.get("next").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSize(12);
        assertThat(parents).containsExactly("p", "p", "p");
    }
}
