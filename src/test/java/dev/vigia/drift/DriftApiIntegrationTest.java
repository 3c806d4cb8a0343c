package dev.vigia.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.vigia.VigiaIntegrationTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void nothingYet() {
        for (String table : new String[] {"drift_document", "drift_column", "drift_report"}) {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | {}                         | no report of drift",
                "''                | {\"metrics\":[             | stops making sense",
                "?at=yesterday     | {}                         | at is a time",
            })
    void saysWhatIsWrongWithAReport(String query, String body, String detail) throws Exception {
        web.perform(call(post(PATH + query)).content(body))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.detail").value(containsString(detail)));
        assertThat(jdbc.queryForObject("select count(*) from drift_report", Long.class))
                .isZero();
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
