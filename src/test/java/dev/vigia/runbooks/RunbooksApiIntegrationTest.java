package dev.vigia.runbooks;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@VigiaIntegrationTest(
        properties = {
            "vigia.security.bootstrap-token=t",
            "vigia.file-roots=${user.dir}/ops",
            "vigia.runbooks.rules=${user.dir}/ops/prometheus/rules.yml",
            "vigia.runbooks.rewrites[0].url=https://wiki.example.com/*",
            "vigia.runbooks.rewrites[0].name=$1"
        })
@AutoConfigureMockMvc
class RunbooksApiIntegrationTest {

    @Autowired
    private MockMvc web;

    @Test
    void listsWhatShips() throws Exception {
        ask("/api/v1/runbooks")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.runbooks", hasSize(11)))
                .andExpect(jsonPath("$.runbooks[?(@.name == 'service-down')].responseTime", hasItem(300)))
                .andExpect(jsonPath("$.origins[0].documents").value(11));
    }

    @Test
    void findsByAllWords() throws Exception {
        ask("/api/v1/runbooks?q=journalctl vacuum")
                .andExpect(jsonPath("$.runbooks", hasSize(1)))
                .andExpect(jsonPath("$.runbooks[0].name").value("disk-full"))
                .andExpect(jsonPath("$.runbooks[0].excerpt").value(containsString("vacuum")));
    }

    @Test
    void givesOneAsWrittenAndAsShown() throws Exception {
        ask("/api/v1/runbooks/high-latency")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.markdown").value(containsString("- [ ] Is it a spike")))
                .andExpect(jsonPath("$.rendered[?(@.kind == 'step')]").isNotEmpty())
                .andExpect(jsonPath("$.rendered[?(@.kind == 'fact')].id", hasItem("releases")));
    }

    @Test
    void saysWhatIsCovered() throws Exception {
        ask("/api/v1/runbooks/coverage")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rules").value(6))
                .andExpect(jsonPath("$.alerts[?(@.alertname == 'DiskFull')].runbook", hasItem("disk-full")))
                .andExpect(jsonPath("$.mistakes").isEmpty())
                .andExpect(jsonPath("$.findings").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runbooks/none",
                "/api/v1/runbooks/..%2f..%2fetc%2fpasswd",
                "/api/v1/runbooks/%252e%252e/application.yaml",
                "/api/v1/runbooks/..;/high-latency",
                "/api/v1/runbooks/high-latency%00",
                "/api/v1/runbooks/../../etc/passwd",
            })
    void readsNothingElse(String path) throws Exception {
        ask(path).andExpect(status().isNotFound());
    }

    @Test
    void explainsAnUnknownNameAndNeedsAToken() throws Exception {
        ask("/api/v1/runbooks/none")
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString("lists them")));
        web.perform(get("/api/v1/runbooks")).andExpect(status().isUnauthorized());
    }

    private ResultActions ask(String path) throws Exception {
        return web.perform(get(URI.create(path.replace(" ", "%20"))).header(HttpHeaders.AUTHORIZATION, "Bearer t"));
    }
}
