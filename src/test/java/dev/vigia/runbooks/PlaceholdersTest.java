package dev.vigia.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runbooks.Block.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    private static final String HOSTILE = "a'b\"c $(touch pwned) `touch pwned` ${HOME} \\ ; touch pwned # &";

    static List<String> places() {
        return List.of(
                "printf '%s' {{x}}",
                "printf '%s' \"{{x}}\"",
                "printf '%s' '{{x}}'",
                "printf '%s' \"$(printf '%s' {{x}})\"",
                "printf '%s' \"$(printf '%s' \"{{x}}\")\"",
                "printf '%s' \"$(printf '%s' '{{x}}')\"",
                "# it's a comment with one quote\nprintf '%s' {{x}}",
                "printf '%s' \"${NONE:-}{{x}}\"",
                "if (true); then : \"\\\"\"; printf '%s' \"{{x}}\"; fi",
                "printf '%s' $(printf '%s' '') {{x}}");
    }

    @ParameterizedTest
    @MethodSource("places")
    void isOneWordToARealShellWhateverTheValueAndThePlace(String command) throws Exception {
        assertThat(run(filled("sh", command, HOSTILE).text())).isEqualTo(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat <<EOF\n{{x}}\nEOF",
                "echo `echo {{x}}`",
                "echo $'{{x}}'",
                "# about {{x}}",
                "echo ${NONE:-{{x}}}",
                "echo ${{x}}",
                "echo \\{{x}}"
            })
    void leavesAStrangeValueOutWhereItsQuotesCannotBeSure(String command) {
        assertThat(filled("sh", command, HOSTILE))
                .isEqualTo(new Code("sh", command, List.of(new Block.Filled("x", null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rf", "a\nb", "a\u001b[201~b", "a\u202eb", "\u0000", "a\u200bb"})
    void neverFillsInAnOptionOrWhatDrivesATerminal(String value) {
        assertThat(filled("sh", "rm {{x}}", value).text()).isEqualTo("rm {{x}}");
    }

    @Test
    void fillsAPlainValueAsItIsInEveryPlace() {
        assertThat(filled("sh", "cat <<EOF\n{{x}} '{{x}}'\nEOF", "api:8001").text())
                .isEqualTo("cat <<EOF\napi:8001 'api:8001'\nEOF");
    }

    @Test
    void letsNoQuotesIntoOtherLanguages() {
        assertThat(filled("promql", "up{instance=\"{{x}}\"}", "host 1").text()).isEqualTo("up{instance=\"host 1\"}");
        assertThat(filled("promql", "up{instance=\"{{x}}\"}", "\"} or vector(1)")
                        .text())
                .isEqualTo("up{instance=\"{{x}}\"}");
    }

    @Test
    void doesNotFillWhatAFilledValuePretendsToBe() {
        var blocks =
                RunbookFixtures.render("see {{x}}\n\n```sh\necho {{x}}\n```\n", Map.of("x", "{{y}}", "y", "<script>"));

        assertThat(blocks)
                .containsExactly(
                        new Block.Html("<p>see &#123;&#123;y}}</p>\n"),
                        new Code("sh", "echo '{{y}}'", List.of(new Block.Filled("x", "{{y}}"))));
    }

    private static Code filled(String language, String text, String value) {
        var block = new Placeholders(Map.of("x", value)).fill(List.of(new Code(language, text, List.of())));
        return (Code) block.getFirst();
    }

    private static String run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
