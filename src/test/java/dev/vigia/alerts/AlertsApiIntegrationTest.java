package dev.vigia.alerts;

import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesRegex;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.vigia.VigiaIntegrationTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/// The API of the alerts with everything around it.
@VigiaIntegrationTest(properties = "vigia.security.bootstrap-token=alerts-api")
@AutoConfigureMockMvc
class AlertsApiIntegrationTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void someAlerts() {
        for (String table : List.of("alert_episode", "alert", "alert_handling", "alert_event")) {
            jdbc.update("delete from " + table);
        }
        var start = clock.instant().minusSeconds(600);
        intake.store(delivery(
                "main",
                List.of(
                        firing("HighErrorRate").since(start),
                        firing("Other").with("severity", "info").since(start),
                        firing("Over").since(start).resolvedAfter(Duration.ofMinutes(1)))));
    }

    private long id() {
        return jdbc.queryForObject(
                "select e.id from alert_episode e join alert a on a.cluster = e.cluster and"
                        + " a.fingerprint = e.fingerprint where a.name = 'HighErrorRate'",
                Long.class);
    }

    @Test
    void listsWithStateMatcherAndCursor() throws Exception {
        web.perform(call(get("/api/v1/alerts?state=firing,acknowledged&limit=1")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.alerts.length()").value(1))
                .andExpect(jsonPath("$.alerts[0].cluster").value("main"))
                .andExpect(jsonPath("$.alerts[0].labels.alertname").value("HighErrorRate"))
                .andExpect(jsonPath("$.alerts[0].state").value("firing"))
                .andExpect(jsonPath("$.alerts[0].severity").value("critical"))
                .andExpect(jsonPath("$.alerts[0].fingerprint").value(matchesRegex("[0-9a-f]{16}")))
                .andExpect(jsonPath("$.counts.firing").value(2))
                .andExpect(jsonPath("$.next").isNotEmpty());
        web.perform(call(get("/api/v1/alerts").queryParam("matcher", "alertname=~\"O.*\"")))
                .andExpect(jsonPath("$.alerts.length()").value(2))
                .andExpect(jsonPath("$.next").doesNotExist());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/alerts?matcher=x                 | expected",
                "/api/v1/alerts?state=burning             | state is any of",
                "/api/v1/alerts?limit=0                   | limit",
                "/api/v1/alerts?cursor=rubbish            | cursor",
                "/api/v1/alerts/abc                       | whole number"
            })
    void saysWhatIsWrongWithACall(String path, String detail) throws Exception {
        web.perform(call(get(path)))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString(detail)));
    }

    @Test
    void actsOnOneAlertAndTellsAboutConflicts() throws Exception {
        var path = "/api/v1/alerts/" + id();
        web.perform(call(post(path + "/acknowledge")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.alert.state").value("acknowledged"))
                .andExpect(jsonPath("$.alert.owner").value("token:bootstrap"))
                .andExpect(jsonPath("$.alert.version").value(1));
        web.perform(call(post(path + "/comment").content("{\"text\":\"on it\"}")))
                .andExpect(status().isOk());
        web.perform(call(post(path + "/assign").content("{\"owner\":\"ben\",\"version\":0}")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("acted on this alert in between")));
        web.perform(call(post(path + "/assign").content("{\"owner\":\"ben\",\"version\":1}")))
                .andExpect(status().isOk());

        var whole = web.perform(call(get(path)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(JsonPath.<String>read(whole, "$.alert.owner")).isEqualTo("ben");
        assertThat(JsonPath.<List<String>>read(whole, "$.timeline[*].kind"))
                .contains("acknowledged", "commented", "assigned", "started");
    }

    @Test
    void refusesWhatCannotBeDone() throws Exception {
        web.perform(call(get("/api/v1/alerts/999999999"))).andExpect(status().isNotFound());
        web.perform(call(post("/api/v1/alerts/999999999/acknowledge"))).andExpect(status().isNotFound());
        web.perform(call(post("/api/v1/alerts/" + id() + "/comment").content("{}")))
                .andExpect(status().isBadRequest());
        var reader = SecurityMockMvcRequestPostProcessors.user("reader")
                .authorities(new SimpleGrantedAuthority("SCOPE_read"));
        web.perform(post("/api/v1/alerts/" + id() + "/acknowledge").with(reader))
                .andExpect(status().isForbidden());
        web.perform(get("/api/v1/alerts")).andExpect(status().isUnauthorized());
        var writer = SecurityMockMvcRequestPostProcessors.user("writer")
                .authorities(new SimpleGrantedAuthority("SCOPE_alerts:write"));
        web.perform(get("/api/v1/alerts").with(writer)).andExpect(status().isForbidden());
    }

    private static MockHttpServletRequestBuilder call(MockHttpServletRequestBuilder request) {
        return request.header("Authorization", "Bearer alerts-api").contentType("application/json");
    }
}
