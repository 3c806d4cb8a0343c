package dev.vigia.alerts.alertmanager;

import static dev.vigia.alerts.AlertFixtures.START;
import static dev.vigia.alerts.AlertFixtures.firing;
import static dev.vigia.alerts.AlertFixtures.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertFixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/// What an Alertmanager may send, and what it gets for it.
@VigiaIntegrationTest(properties = {"vigia.security.bootstrap-token=webhook", "vigia.alerts.keep-bodies=1h"})
@AutoConfigureMockMvc
class AlertmanagerWebhookIntegrationTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void storesWhatFiresAndWhatIsOver() throws Exception {
        var over = firing("Over").resolvedAfter(Duration.ofMinutes(5));
        deliver("stores", payload(firing("HighErrorRate"), over))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.alerts").value(2));

        assertThat(episodes("stores"))
                .containsExactly("HighErrorRate 0 since 06:18:03.089", "Over 3 since 06:18:03.089 until 06:23:03.089");
    }

    @Test
    void changesNothingWhenADeliveryComesAgain() throws Exception {
        var body = payload(firing("Again"), firing("Again").with("i", "2").resolvedAfter(Duration.ofMinutes(1)));
        for (int i = 0; i < 3; i++) {
            deliver("again", body).andExpect(status().isOk());
        }

        assertThat(episodes("again"))
                .containsExactly("Again 0 since 06:18:03.089", "Again 3 since 06:18:03.089 until 06:19:03.089");
        assertThat(jdbc.queryForObject("select max(changes) from alert_episode where cluster = 'again'", Integer.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from alert_delivery where cluster = 'again'", Integer.class))
                .isEqualTo(3);
    }

    @Test
    void letsResolvedWinWhateverComesLast() throws Exception {
        var fires = firing("Late");
        deliver("late", payload(fires.resolvedAfter(Duration.ofMinutes(2)))).andExpect(status().isOk());
        deliver("late", payload(fires.saying("stale news"))).andExpect(status().isOk());
        deliver("late", payload(fires.resolvedAfter(Duration.ofMinutes(1)))).andExpect(status().isOk());

        assertThat(episodes("late")).containsExactly("Late 3 since 06:18:03.089 until 06:19:03.089");
    }

    @Test
    void opensANewEpisodeForALaterStartAndEndsTheOneBefore() throws Exception {
        var first = firing("Flaps");
        var second = first.since(START.plusSeconds(600));
        deliver("flaps", payload(second)).andExpect(status().isOk());
        deliver("flaps", payload(first)).andExpect(status().isOk());

        assertThat(episodes("flaps"))
                .containsExactly("Flaps 1 since 06:18:03.089 until 06:28:03.089", "Flaps 0 since 06:28:03.089");

        deliver("flaps", payload(first.resolvedAfter(Duration.ofMinutes(3)))).andExpect(status().isOk());

        assertThat(episodes("flaps"))
                .containsExactly("Flaps 3 since 06:18:03.089 until 06:21:03.089", "Flaps 0 since 06:28:03.089");
    }

    @Test
    void tellsClustersApartAndCutsStartsToMilliseconds() throws Exception {
        var fine = firing("Fine").since(START.plusNanos(252));
        deliver("one", payload(fine)).andExpect(status().isOk());
        deliver("one", payload(firing("Fine"))).andExpect(status().isOk());
        deliver("two", payload(fine)).andExpect(status().isOk());

        assertThat(episodes("one")).containsExactly("Fine 0 since 06:18:03.089");
        assertThat(episodes("two")).containsExactly("Fine 0 since 06:18:03.089");
    }

    @Test
    void keepsEveryDeliveryWithItsBodyAndWhatWasCutOff() throws Exception {
        var body = payload(7, firing("Cut"));
        deliver("kept", body)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.truncated").value(7));

        var row = jdbc.queryForMap(
                "select d.sender, d.bytes, d.outcome, d.truncated, d.receiver, b.body from alert_delivery d"
                        + " join alert_delivery_body b on b.delivery_id = d.id where d.cluster = 'kept'");
        assertThat(row)
                .containsEntry("sender", "token:bootstrap")
                .containsEntry("bytes", body.length())
                .containsEntry("outcome", "STORED")
                .containsEntry("truncated", 7)
                .containsEntry("receiver", "vigia");
        assertThat(new String(WebhookBodies.unpacked((byte[]) row.get("body")), StandardCharsets.UTF_8))
                .isEqualTo(body);
    }

    @Test
    void readsLenientlyWhatItDoesNotKnow() throws Exception {
        deliver("lenient", """
                        {"version":"5","new":{"deep":[1,{"x":[]}]},"truncatedAlerts":"many","alerts":[
                          {"labels":{"alertname":"A","n":1,"b":true,"none":null,"list":[1]},"startsAt":"rubbish","more":{}},
                          {"labels":{}}, 5, {"status":"firing"},
                          {"status":"resolved","labels":{"alertname":"B\\u0000"},"annotations":[],"startsAt":"2026-11-22T06:18:03Z"}]}
                        """)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.alerts").value(2))
                .andExpect(jsonPath("$.note").value("3 alerts without labels were left out"));

        assertThat(jdbc.queryForList(
                        "select labels from alert where cluster = 'lenient' order by labels", String.class))
                .containsExactly("{\"alertname\":\"A\",\"b\":\"true\",\"n\":\"1\"}", "{\"alertname\":\"B\uFFFD\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{\"alerts\":5}", "{}", "{\"alerts\":[", "\u00e4{"})
    void refusesWhatCanNeverBeReadAndRemembersIt(String body) throws Exception {
        var before = count("select count(*) from alert_delivery where outcome = 'REFUSED'");
        deliver("broken", body)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"));

        assertThat(count("select count(*) from alert_delivery where outcome = 'REFUSED'"))
                .isEqualTo(before + 1);
        assertThat(episodes("broken")).isEmpty();
    }

    @Test
    void refusesDepthAndWidthThatNoAlertHas() throws Exception {
        deliver("deep", "{\"x\":" + "[".repeat(100_000)).andExpect(status().isBadRequest());
        var labels = new StringBuilder("{\"alerts\":[{\"labels\":{\"a\":\"b\"");
        for (int i = 0; i < 1_000_000; i++) {
            labels.append(",\"l").append(i).append("\":\"\"");
        }
        deliver("wide", labels + "}}]}").andExpect(status().isContentTooLarge());

        assertThat(episodes("deep")).isEmpty();
        assertThat(episodes("wide")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alerts\":[{\"labels\":{\"alertname\":\"A\"}}],\"alerts\":[{\"labels\":{\"alertname\":\"B\"}}]}",
                "{\"alerts\":[{\"labels\":{\"alertname\":\"A\",\"alertname\":\"B\"}}]}",
                "{\"alerts\":[{\"labels\":{\"alertname\":\"A\"},\"labels\":{\"alertname\":\"B\"}}]}"
            })
    void refusesABodyThatSaysTwoThingsAtOnce(String body) throws Exception {
        deliver("twice", body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("twice")));

        assertThat(episodes("twice")).isEmpty();
    }

    @Test
    void refusesBytesThatAreNoUtf8() throws Exception {
        var body = payload(firing("Overlong @")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '@') {
                // The first byte of two, without the second.
                body[i] = (byte) 0xC3;
            }
        }

        web.perform(webhook("bytes").content(body)).andExpect(status().isBadRequest());

        assertThat(episodes("bytes")).isEmpty();
    }

    @Test
    void storesWhatNoDatabaseTakesAsWhatItCanTake() throws Exception {
        deliver("odd", """
                        {"alerts":[{"labels":{"alertname":"N\\u0000L","half":"\\ud83d","whole":"\\ud83d\\ude00"},
                          "annotations":{"a\\u0000":"\\udc00"}}]}
                        """).andExpect(status().isOk());

        assertThat(jdbc.queryForList("select labels from alert where cluster = 'odd'", String.class))
                .containsExactly("{\"alertname\":\"N\uFFFDL\",\"half\":\"\uFFFD\",\"whole\":\"\uD83D\uDE00\"}");
        assertThat(jdbc.queryForList("select annotations from alert_episode where cluster = 'odd'", String.class))
                .containsExactly("{\"a\uFFFD\":\"\uFFFD\"}");
    }

    @Test
    void cutsValuesThatNobodyCouldRead() throws Exception {
        deliver(
                        "giant",
                        payload(firing("Giant")
                                .with("blob", "x".repeat(5_000_000))
                                .saying("y".repeat(5_000_000))))
                .andExpect(status().isOk());

        assertThat(count("select char_length(labels) from alert where cluster = 'giant'"))
                .isBetween(65_536L, 66_000L);
        assertThat(count("select char_length(annotations) from alert_episode where cluster = 'giant'"))
                .isBetween(65_536L, 66_000L);
    }

    @Test
    void takesAStormOfThousandsOfAlertsAtOnce() throws Exception {
        var storm = new ArrayList<AlertFixtures.Sent>();
        for (int i = 0; i < 5_000; i++) {
            storm.add(firing("Storm").with("instance", "host-" + i).saying("x".repeat(500)));
        }
        var body = payload(storm.toArray(AlertFixtures.Sent[]::new));
        assertThat(body.length()).isGreaterThan(3_000_000);

        deliver("storm", body).andExpect(status().isOk());

        assertThat(count("select count(*) from alert_episode where cluster = 'storm'"))
                .isEqualTo(5_000);
    }

    @Test
    void unpacksGzipUpToABound() throws Exception {
        web.perform(webhook("zip")
                        .header("Content-Encoding", "gzip")
                        .content(gzip(payload(firing("Zip")).getBytes(StandardCharsets.UTF_8))))
                .andExpect(status().isOk());
        web.perform(webhook("zip").header("Content-Encoding", "gzip").content(gzip(new byte[100_000_000])))
                .andExpect(status().isContentTooLarge());
        web.perform(webhook("zip").header("Content-Encoding", "gzip").content(payload(firing("Not"))))
                .andExpect(status().isBadRequest());
        web.perform(webhook("zip").header("Content-Encoding", "br").content("x"))
                .andExpect(status().isUnsupportedMediaType());

        assertThat(episodes("zip")).containsExactly("Zip 0 since 06:18:03.089");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/json;charset=iso-8859-1", "application/x-www-form-urlencoded"})
    void asksForJsonInUtf8(String type) throws Exception {
        web.perform(webhook("type").contentType(type).content(payload(firing("T"))))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.detail").value(containsString("application/json")));
    }

    @Test
    void takesTheTokenAsAPasswordAndNothingElse() throws Exception {
        var basic = Base64.getEncoder().encodeToString("anyone:webhook".getBytes(StandardCharsets.UTF_8));
        web.perform(webhook("basic").header("Authorization", "Basic " + basic).content(payload(firing("B"))))
                .andExpect(status().isOk());
        web.perform(post(AlertmanagerWebhook.PATH)
                        .contentType("application/json")
                        .content(payload(firing("B"))))
                .andExpect(status().isUnauthorized());
        var reader = SecurityMockMvcRequestPostProcessors.user("reader")
                .authorities(new SimpleGrantedAuthority("SCOPE_read"));
        web.perform(post(AlertmanagerWebhook.PATH)
                        .with(reader)
                        .contentType("application/json")
                        .content(payload(firing("B"))))
                .andExpect(status().isForbidden());
        web.perform(webhook("x".repeat(101)).content(payload(firing("B")))).andExpect(status().isBadRequest());
    }

    private ResultActions deliver(String cluster, String body) throws Exception {
        return web.perform(webhook(cluster).content(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static MockHttpServletRequestBuilder webhook(String cluster) {
        return post(AlertmanagerWebhook.PATH)
                .queryParam("cluster", cluster)
                .contentType("application/json")
                .header("Authorization", "Bearer webhook");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private long count(String query) {
        return List.of(jdbc.queryForObject(query, Long.class)).getFirst();
    }

    /// Name, ending and times of day of each, in order.
    private List<String> episodes(String cluster) {
        return jdbc
                .queryForList(
                        "select a.name, e.ending, e.starts_at, e.ends_at from alert_episode e join alert a"
                                + " on a.cluster = e.cluster and a.fingerprint = e.fingerprint where e.cluster = ?"
                                + " order by a.name, e.starts_at, e.ending",
                        cluster)
                .stream()
                .map(AlertmanagerWebhookIntegrationTest::line)
                .toList();
    }

    private static String line(Map<String, Object> row) {
        var ends = row.get("ends_at");
        return row.get("name") + " " + row.get("ending") + " since " + time(row.get("starts_at"))
                + (ends == null ? "" : " until " + time(ends));
    }

    private static String time(Object at) {
        var instant = at instanceof OffsetDateTime offset ? offset.toInstant() : ((Timestamp) at).toInstant();
        return instant.toString().substring(11, 23);
    }
}
