package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What ships for Prometheus, Alertmanager and Compose, read by their own tools.
class OpsPeerTest {

    @Test
    void prometheusFindsTheRulesRight() throws Exception {
        var ended = run("promtool", "check", "rules", "ops/prometheus/rules.yml", "ops/prometheus/vigia-rules.yml");
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("6 rules found", "5 rules found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules_test.yml", "vigia-rules_test.yml"})
    void theRulesFireWhenTheyShouldAndOnlyThen(String tests) throws Exception {
        var ended = run("promtool", "test", "rules", "ops/prometheus/" + tests);
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("SUCCESS");
    }

    @Test
    void alertmanagerFindsItsConfigurationRight() throws Exception {
        var ended = run("amtool", "check-config", "ops/alertmanager/alertmanager.yml");
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("1 receivers");
    }

    @Test
    void theComposeFileIsAsItsSpecificationSays() throws Exception {
        var ended = run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml");
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("ok");
    }

    private static Ended run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Peers.require(program).toString()));
        command.addAll(List.of(arguments));
        return Ended.run(Path.of("").toAbsolutePath(), command);
    }
}
