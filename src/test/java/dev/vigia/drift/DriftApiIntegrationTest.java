package dev.vigia.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.vigia.VigiaIntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/// The API of the reports with everything around it.
@VigiaIntegrationTest(
        properties = {
            "vigia.security.bootstrap-token=drift-api",
            "vigia.projects[0].key=watched",
            "vigia.projects[0].git.url=https://git.example.org/watched.git"
        })
@AutoConfigureMockMvc
class DriftApiIntegrationTest {

    private static final String PATH = "/api/v1/projects/watched/drift-reports";
    private static final List<String> TABLES = List.of("drift_document", "drift_column", "drift_report");

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void nothingYet() {
        for (String table : TABLES) {
            jdbc.update("delete from " + table);
        }
    }

    @Test
    void takesAReportOnceAndGivesItBack() throws Exception {
        var body = DriftFixtures.report(2, 8);
        var path = PATH + "?run=abc&version=v1.0.0&at=2026-01-02T03:04:05Z";
        var answer = web.perform(call(post(path)).content(body))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", startsWith(PATH + "/")))
                .andExpect(jsonPath("$.fresh").value(true))
                .andExpect(jsonPath("$.report.share").value(0.25))
                .andExpect(jsonPath("$.report.runId").value("abc"))
                .andExpect(jsonPath("$.report.at").value("2026-01-02T03:04:05Z"))
                .andExpect(jsonPath("$.report.sender").value("token:bootstrap"))
                .andReturn();
        web.perform(call(post(path)).content(body))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.fresh").value(false));

        long id = JsonPath.<Integer>read(answer.getResponse().getContentAsString(), "$.report.id");
        web.perform(call(get(PATH)))
                .andExpect(jsonPath("$.reports.length()").value(1))
                .andExpect(jsonPath("$.next").doesNotExist());
        web.perform(call(get(PATH + "/" + id)))
                .andExpect(jsonPath("$.columns.length()").value(8))
                .andExpect(jsonPath("$.columns[0].method").value("psi"))
                .andExpect(jsonPath("$.columns[0].drifted").value(true));
        web.perform(call(get(PATH + "/" + id + "/json"))).andExpect(content().bytes(body));
        web.perform(call(get(PATH + "/" + id + "/html"))).andExpect(status().isNotFound());
    }

    @Test
    void takesThePageBesideIt() throws Exception {
        var html = "<html><script>parent.alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        var answer = web.perform(multipart(PATH)
                        .file(new MockMultipartFile("report", "r.json", "application/json", DriftFixtures.report(1, 2)))
                        .file(new MockMultipartFile("html", "r.html", "text/html", html))
                        .header("Authorization", "Bearer drift-api"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.report.html").value(true))
                .andReturn();

        long id = JsonPath.<Integer>read(answer.getResponse().getContentAsString(), "$.report.id");
        web.perform(call(get(PATH + "/" + id + "/html")))
                .andExpect(content().bytes(html))
                .andExpect(header().string("Content-Disposition", startsWith("attachment")));
        var user = SecurityMockMvcRequestPostProcessors.user("ana");
        var page = web.perform(get("/drift-pages/watched/" + id).with(user))
                .andExpect(status().isOk())
                .andExpect(content().bytes(html))
                .andReturn()
                .getResponse();
        assertThat(page.getHeaders("Content-Security-Policy")).containsExactly(DriftPage.CONTENT);
        assertThat(page.getHeaders("X-Frame-Options")).containsExactly("SAMEORIGIN");
        web.perform(get("/drift-pages/watched/" + id)).andExpect(status().is3xxRedirection());
        web.perform(get("/drift-pages/watched/" + (id + 1)).with(user)).andExpect(status().isNotFound());
    }

    static Stream<Arguments> wrong() throws IOException {
        var real = recorded("evidently-0.7-json");
        return Stream.of(
                arguments("", "{}", "no report of drift"),
                arguments("", "", "no JSON object"),
                arguments("", "[]", "no JSON object"),
                arguments("", "Precondition failed", "stops making sense"),
                arguments("", real.substring(0, real.length() / 2), "stops making sense near byte"),
                arguments("", real + real, "after the end"),
                arguments("", "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[]}]}", "no report of drift"),
                arguments("", "{\"metrics\":[{\"name\":\"rmse\",\"value\":0.1}]}", "no report of drift"),
                arguments(
                        "",
                        "{\"metrics\":[{\"metric\":\"DatasetSummaryMetric\",\"result\":{}}]}",
                        "there is no drift in it"),
                arguments("", "{\"metrics\":" + "[".repeat(5_000_000), "more than 100 levels deep"),
                arguments("", "{\"metrics\":[" + "0,".repeat(500_000) + "0]}", "more than 500000 values"),
                arguments("", manyColumns(10_001), "more than 10000 columns"),
                arguments("", "{\"error\":\"No rows.\",\"dataset_drift\":null}", "could not be made: No rows."),
                arguments("?at=yesterday", real, "at is a time"),
                arguments("?run=" + "r".repeat(300), real, "run has at most 250 characters"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrongWithAReportAndStoresNothingOfIt(String query, String body, String detail) throws Exception {
        web.perform(call(post(PATH + query)).content(body))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString(detail)));
        web.perform(multipart(PATH + query)
                        .file(new MockMultipartFile(
                                "report", "r.json", "application/json", body.getBytes(StandardCharsets.UTF_8)))
                        .file(new MockMultipartFile("html", "r.html", "text/html", new byte[] {'x'}))
                        .header("Authorization", "Bearer drift-api"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString(detail)));
        assertNothingStored();
    }

    @Test
    void refusesTextThatIsNoneAndAPageWithoutAReport() throws Exception {
        web.perform(call(post(PATH)).content(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("stops making sense")));
        web.perform(multipart(PATH)
                        .file(new MockMultipartFile("html", "r.html", "text/html", new byte[] {'x'}))
                        .header("Authorization", "Bearer drift-api"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("report")));
        web.perform(multipart(PATH)
                        .file(new MockMultipartFile("report", "r.json", "application/json", DriftFixtures.report(1, 2)))
                        .file(new MockMultipartFile(
                                "html", "r.html", "text/html", new byte[ReportBodies.LARGEST_HTML + 1]))
                        .header("Authorization", "Bearer drift-api"))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.detail").value(containsString("24 MB")));
        assertNothingStored();
    }

    /// Evidently writes NaN as a bare word, which other readers of JSON refuse.
    @Test
    void takesScoresThatAreNoNumbersAndDataOfOneRow() throws Exception {
        var answer = web.perform(call(post(PATH)).content("""
                        {"metrics": [
                          {"config": {"type": "evidently:metric_v2:DriftedColumnsCount", "drift_share": 0.5},
                           "value": {"count": 1.0, "share": 0.5}},
                          {"config": {"type": "evidently:metric_v2:ValueDrift", "column": "constant",
                                      "method": "chisquare", "threshold": 0.05}, "value": NaN},
                          {"config": {"type": "evidently:metric_v2:ValueDrift", "column": "gone", "method": "psi",
                                      "threshold": 0.1}, "value": Infinity}], "tests": []}"""))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.report.share").value(0.5))
                .andReturn();
        long id = JsonPath.<Integer>read(answer.getResponse().getContentAsString(), "$.report.id");
        web.perform(call(get(PATH + "/" + id)))
                .andExpect(jsonPath("$.columns[0].score").value("NaN"))
                .andExpect(jsonPath("$.columns[0].drifted").value(false))
                .andExpect(jsonPath("$.columns[1].score").value("Infinity"))
                .andExpect(jsonPath("$.columns[1].drifted").value(true));

        web.perform(call(post(PATH)).content("""
                        {"dataset_drift": true, "drifted_features": ["a"], "number_of_columns": 1,
                         "reference_rows": 1, "current_rows": 1}"""))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.report.referenceRows").value(1))
                .andExpect(jsonPath("$.report.share").value(1.0));
    }

    private static String manyColumns(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\",\"", "{\"dataset_drift\":true,\"drifted_features\":[\"", "\"]}"));
    }

    private static String recorded(String name) throws IOException {
        try (var in = Objects.requireNonNull(
                DriftApiIntegrationTest.class.getResourceAsStream("/drift/" + name + ".json"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertNothingStored() {
        for (String table : TABLES) {
            assertThat(jdbc.queryForObject("select count(*) from " + table, Long.class))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void refusesWhatIsTooLargeOrOfAnotherTypeOrOfNoOne() throws Exception {
        var large = new byte[ReportBodies.LARGEST_JSON + 1];
        Arrays.fill(large, (byte) ' ');
        web.perform(call(post(PATH)).content(large))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.detail").value(containsString("16 MB")));
        web.perform(post(PATH).content("x").contentType("text/plain").header("Authorization", "Bearer drift-api"))
                .andExpect(status().isUnsupportedMediaType());
        web.perform(call(post(PATH)).header("Content-Encoding", "gzip").content("x"))
                .andExpect(status().isUnsupportedMediaType());
        web.perform(call(post("/api/v1/projects/unknown/drift-reports")).content("{}"))
                .andExpect(status().isNotFound());
        web.perform(post(PATH).content("{}").contentType("application/json")).andExpect(status().isUnauthorized());
        var reader = SecurityMockMvcRequestPostProcessors.user("reader")
                .authorities(new SimpleGrantedAuthority("SCOPE_read"));
        web.perform(post(PATH).with(reader).content("{}").contentType("application/json"))
                .andExpect(status().isForbidden());
    }

    private static <B extends AbstractMockHttpServletRequestBuilder<B>> B call(B request) {
        return request.header("Authorization", "Bearer drift-api").contentType("application/json");
    }
}
