package dev.vigia.runbooks.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void isContentWithWhatShips() {
        assertThat(lint("runbooks", "--rules", "ops/prometheus/rules.yml")).isZero();
        assertThat(out.toString()).isEqualTo("13 documents, 0 errors, 0 warnings\n");
    }

    @Test
    void endsWithOneOnAnError() throws IOException {
        Files.writeString(folder.resolve("a.md"), "# A\n\n[x](gone.md)\n");

        assertThat(lint(folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("a.md: error: dead-link: The link gone.md is not in the library.\n");
    }

    @Test
    void speaksJson() throws IOException {
        Files.writeString(folder.resolve("a.md"), "# A\n");

        assertThat(lint(folder.toString(), "--format", "json")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("{\"documents\":1,\"errors\":")
                .contains("\"file\":\"a.md\",\"level\":\"error\",\"rule\":\"owner-missing\"");
    }

    @Test
    void endsWithTwoWhenItCannotLook() {
        assertThat(lint(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no runbook");
        assertThat(lint("runbooks", "--rules", "pom.xml")).isEqualTo(2);
        assertThat(err.toString()).contains("pom.xml");
        assertThat(lint()).isEqualTo(2);
    }

    private int lint(String... arguments) {
        return LintCommand.commandLine(CLOCK)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
