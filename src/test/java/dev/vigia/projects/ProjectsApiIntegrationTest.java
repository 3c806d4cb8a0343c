package dev.vigia.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.platform.AuditLog;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@VigiaIntegrationTest(
        properties = {
            "vigia.security.bootstrap-token=t",
            "vigia.projects[0].key=bankchurn",
            "vigia.projects[0].name=Bank churn",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9"
        })
@AutoConfigureMockMvc
class ProjectsApiIntegrationTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private AuditLog audit;

    private static MockHttpServletRequestBuilder withToken(MockHttpServletRequestBuilder request) {
        return request.header(HttpHeaders.AUTHORIZATION, "Bearer t");
    }

    @Test
    void listsTheProjects() throws Exception {
        web.perform(withToken(get("/api/v1/projects")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.projects[0].key").value("bankchurn"))
                .andExpect(jsonPath("$.projects[0].name").value("Bank churn"))
                .andExpect(jsonPath("$.projects[0].mlflow").value("http://127.0.0.1:9"));
    }

    @Test
    void listsTheSources() throws Exception {
        web.perform(withToken(get("/api/v1/sources")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.sources").isArray());
    }

    @Test
    void acceptsASyncAndAuditsIt() throws Exception {
        web.perform(withToken(post("/api/v1/projects/bankchurn/sync?mode=full")))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.project").value("bankchurn"))
                .andExpect(jsonPath("$.mode").value("full"));

        assertThat(audit.latest(20)).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("sync-requested");
            assertThat(entry.actor()).isEqualTo("token:bootstrap");
        });
    }

    @Test
    void answersAnUnknownProjectWith404() throws Exception {
        for (var key : new String[] {"nobody", "Not A Key", "a'b"}) {
            web.perform(withToken(post("/api/v1/projects/{key}/sync", key)))
                    .andExpect(status().isNotFound())
                    .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                    .andExpect(jsonPath("$.status").value(404));
        }
    }

    @Test
    void answersABadParameterWith400AndWhatToDo() throws Exception {
        web.perform(withToken(post("/api/v1/projects/bankchurn/sync?mode=some")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("incremental or full")));
        web.perform(withToken(get("/api/v1/projects/bankchurn/runs?limit=many")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("The parameter limit is not understood: give a whole number."));
    }

    @Test
    void answersAnUnknownPathAndAWrongMethodWithAProblem() throws Exception {
        web.perform(withToken(get("/api/v1/nothing")))
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"));
        web.perform(withToken(get("/api/v1/projects/bankchurn/sync"))).andExpect(status().isMethodNotAllowed());
    }

    @Test
    void describesItselfWithoutTheScreens() throws Exception {
        web.perform(withToken(get("/v3/api-docs")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.paths['/api/v1/projects']").exists())
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString("vaadin"))));
    }
}
