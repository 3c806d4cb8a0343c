package dev.vigia.alerts.alertmanager;

import static dev.vigia.alerts.AlertFixtures.firing;
import static dev.vigia.alerts.AlertFixtures.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.zaxxer.hikari.HikariDataSource;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.platform.security.Scope;
import dev.vigia.platform.security.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/// A database that does not answer. Whoever waits for it waits for the minute that the pool is told to have patience
/// here; so an answer before that came without it.
@VigiaIntegrationTest(properties = {"spring.datasource.hikari.connection-timeout=60000", "vigia.jobs.poll=10s"})
@AutoConfigureMockMvc
class DatabaseAwayIntegrationTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private JdbcTemplate jdbc;

    private static MockHttpServletRequestBuilder delivery(String token) {
        return post(AlertmanagerWebhook.PATH)
                .queryParam("cluster", "away")
                .contentType("application/json")
                .header("Authorization", "Bearer " + token)
                .content(payload(firing("Away")));
    }

    private List<Connection> takeAll() throws SQLException {
        var taken = new ArrayList<Connection>();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            taken.add(pool.getConnection());
        }
        return taken;
    }

    private String issued() {
        return tokens.issue("ana", "delivers", Set.of(Scope.ALERTS_WRITE), Duration.ofHours(1))
                .text();
    }

    @Test
    @Timeout(30)
    void tellsTheSenderToComeAgainWithoutWaitingForTheTokenToBeLookedUp() throws Exception {
        var token = issued();
        var taken = takeAll();
        try {
            web.perform(delivery(token))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().exists("Retry-After"));
        } finally {
            close(taken);
        }
        web.perform(delivery(token)).andExpect(status().isOk());

        assertThat(jdbc.queryForObject("select count(*) from alert_episode where cluster = 'away'", Long.class))
                .isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void tellsTheSenderToComeAgainWhenTheTokenIsKnownAndTheDeliveryCannotBeStored() throws Exception {
        var token = issued();
        web.perform(delivery(token)).andExpect(status().isOk());
        var taken = takeAll();
        try {
            web.perform(delivery(token))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().exists("Retry-After"));
        } finally {
            close(taken);
        }
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
