package dev.vigia.integrity;

import static dev.vigia.integrity.IntegrityFixtures.data;
import static dev.vigia.integrity.IntegrityFixtures.output;
import static dev.vigia.integrity.IntegrityFixtures.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.versions.DataOutput.Presence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class IntegrityApiIntegrationTest {

    private IntegrityWorld world;
    private MockMvc api;

    @BeforeEach
    void start() {
        world = new IntegrityWorld();
        api = MockMvcBuilders.standaloneSetup(new IntegrityApi(world.table, world.projects, world.catalog))
                .build();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void answersTheTable() throws Exception {
        var tag = world.tag("churn@v1.0.0#4");
        world.tag("v2.0.0");
        world.run(run("aaaa1111", "churn@v1.0.0", tag.commit()));
        world.run(run("bbbb2222", "v9.9.9", tag.commit()));
        world.drain();

        api.perform(get("/api/v1/projects/bankchurn/integrity"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.project").value("bankchurn"))
                .andExpect(jsonPath("$.asOf").value("2026-03-01T12:00:00Z"))
                .andExpect(jsonPath("$.rows[*].tag", contains("v2.0.0", "churn@v1.0.0#4")))
                .andExpect(jsonPath("$.rows[0].verdict").value("FAIL"))
                .andExpect(jsonPath("$.rows[0].artifact").value(nullValue()))
                .andExpect(jsonPath("$.rows[0].runId").value(nullValue()))
                .andExpect(jsonPath("$.rows[1].artifact").value("churn"))
                .andExpect(jsonPath("$.rows[1].version").value("v1.0.0"))
                .andExpect(jsonPath("$.rows[1].commit").value(tag.commit().value()))
                .andExpect(jsonPath("$.rows[1].taggedAt").value("2026-03-01T12:00:00Z"))
                .andExpect(jsonPath("$.rows[1].runId").value("aaaa1111"))
                .andExpect(jsonPath("$.rows[1].experiment").value("churn-xgb"))
                .andExpect(jsonPath("$.rows[1].stages", hasSize(0)))
                .andExpect(jsonPath("$.rows[1].checks", hasSize(10)))
                .andExpect(jsonPath("$.rows[1].checks[3].check").value("RUN_LINKED"))
                .andExpect(jsonPath("$.rows[1].checks[3].outcome").value("PASS"))
                .andExpect(jsonPath("$.rows[1].checks[3].code").value("run-linked"))
                .andExpect(jsonPath("$.rows[1].checks[3].evidence.type").value("runs"))
                .andExpect(
                        jsonPath("$.rows[1].checks[3].evidence.runs[0].runId").value("aaaa1111"))
                .andExpect(jsonPath("$.orphanRuns", hasSize(1)))
                .andExpect(jsonPath("$.orphanRuns[0].code").value("version-without-tag"));
    }

    @Test
    void answersOneVersionWithItsHistoryAndEveryOutput() throws Exception {
        var odd = world.tag("odd/it's_\"#1\"/🎉");
        world.data.put(
                odd.commit(),
                data(
                        odd.commit(),
                        output("model.pkl", Presence.PRESENT, "pushed"),
                        output("data.csv", Presence.MISSING, "object-missing"),
                        output("eval", Presence.UNKNOWN, "remote-refused", "403")));
        world.drain();

        api.perform(get("/api/v1/projects/bankchurn/version")
                        .param("tag", odd.name().value()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.tag").value(odd.name().value()))
                .andExpect(jsonPath("$.history[0].from").value(nullValue()))
                .andExpect(jsonPath("$.history[0].to").value("FAIL"))
                .andExpect(jsonPath("$.history[0].at").value("2026-03-01T12:00:00Z"))
                .andExpect(jsonPath("$.history[0].because").value("1 of 3 outputs not pushed"))
                .andExpect(jsonPath("$.outputs[*].path", contains("model.pkl", "data.csv", "eval")))
                .andExpect(jsonPath("$.outputs[*].outcome", contains("PASS", "FAIL", "UNKNOWN")))
                .andExpect(jsonPath("$.outputs[1].reason").value("Not in remote s3-prod."))
                .andExpect(jsonPath("$.outputs[2].reason").value("Remote s3-prod refuses us: 403."))
                .andExpect(jsonPath("$.outputs[0].layout").value("dvc3"))
                .andExpect(jsonPath("$.outputs[0].objectKey").value("files/md5/38/63d0e317dee0a55c4e59d2ec0eef33"));
    }

    @Test
    void saysThatATagIsUnknown() throws Exception {
        api.perform(get("/api/v1/projects/bankchurn/version").param("tag", "v0.0.0"))
                .andExpect(status().isNotFound());
        api.perform(post("/api/v1/projects/bankchurn/version/deep-check").param("tag", "v0.0.0"))
                .andExpect(status().isNotFound());
    }

    @Test
    void asksForADeepCheck() throws Exception {
        world.tag("v1.0.0");
        api.perform(post("/api/v1/projects/bankchurn/version/deep-check").param("tag", "v1.0.0"))
                .andExpect(status().isAccepted());
        verify(world.catalog).checkDeeply(any(), any());
    }

    @Test
    void exportsACsvWithoutFormulas() throws Exception {
        world.tag("=cmd()");
        world.drain();
        api.perform(get("/api/v1/projects/bankchurn/integrity.csv"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andExpect(content().string(containsString("\r\n'=cmd(),")));
    }

    @Test
    void exportsATableLargerThanAPage() throws Exception {
        for (int i = 0; i < 1_001; i++) {
            world.tag("v1.0." + i);
        }
        world.drain();
        var csv = api.perform(get("/api/v1/projects/bankchurn/integrity.csv"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(csv.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .doesNotHaveDuplicates()
                .hasSize(1_001);
    }

    @Test
    void namesAPermissionForEveryEndpoint() {
        for (var method : IntegrityApi.class.getDeclaredMethods()) {
            if (method.getAnnotations().length > 0 && !method.isSynthetic()) {
                assertThat(method.isAnnotationPresent(PreAuthorize.class))
                        .as(method.getName())
                        .isTrue();
            }
        }
    }
}
