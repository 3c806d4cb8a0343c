package dev.vigia.runbooks;

import static dev.vigia.runbooks.RunbookFixtures.document;
import static dev.vigia.runbooks.RunbookFixtures.shelf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runbooks.LintFinding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final String GOOD = """
            ---
            reviewed: 2026-10-01
            ---
            # DiskFull

            | Alert | `DiskFull` |
            | --- | --- |
            | Severity | Warning |
            | Response time | 30 minutes |
            | Owner | `@platform` |

            ## Meaning

            Less than a tenth of the disk of the machine is free.

            ## Impact

            Nothing can be written any more, and then services stop.

            ## Diagnosis

            ```sh
            df -h
            ```

            ## Mitigation

            This deletes what nobody uses.

            ```sh
            docker system prune
            ```

            ## Verification

            Look at the disk again: a fifth should be free now.

            ## Escalation

            After 15 minutes, to the second on call of the platform team.
            """;

    @TempDir
    Path folder;

    @Test
    void findsNothingInTheRunbooksThatShip() throws IOException {
        var findings = new Linter(new Shelf(shipped()), KnownFacts.SHIPPED, TODAY)
                .findings(RuleFiles.read(Path.of("ops/prometheus/rules.yml")));

        assertThat(findings).isEmpty();
    }

    @Test
    void findsNothingInADocumentThatIsAsItShouldBe() {
        assertThat(lint(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ## Impact                             | ## Other                      | section-missing
            # DiskFull                            | # Something else              | title
            # DiskFull                            | Disk full, without a mark     | title
            `DiskFull`                            | ``                            | alert-missing
            Less than a tenth of the disk         | TODO                          | left-open
            Owner                                 | Colour                        | owner-missing
            30 minutes                            | soon                          | response-time-missing
            This deletes what nobody uses.        | Do this:                      | destructive-command
            ## Verification                       | ## Afterwards                 | verification-missing
            ## Escalation                         | ## Others                     | escalation-missing
            After 15 minutes, to                  | Some time later, perhaps to   | escalation-without-time
            2026-10-01                            | 2025-10-01                    | review-due
            df -h                                 | df -h [x](y.md)               |
            Look at the disk again:               | Look at [the disk](y.md):     | dead-link
            reviewed: 2026-10-01                  | reviewed: !!java.net.URL [x]  | front-matter
            """)
    void findsWhatIsWrong(String good, String bad, String rule) {
        var found =
                lint(GOOD.replace(good, bad)).stream().map(LintFinding::rule).toList();

        if (rule == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(rule);
        }
    }

    @Test
    void findsADiagnosisWithoutACommandAndAFactThatNobodyKnows() {
        assertThat(lint(GOOD.replace("```sh\ndf -h\n```", "```vigia\nweather\n```")))
                .extracting(LintFinding::rule)
                .contains("diagnosis-without-command", "unknown-fact");
    }

    @Test
    void findsTheSameAlertInTwoDocuments() {
        var findings = new Linter(
                        shelf(document("disk-full.md", GOOD), document("other.md", GOOD)), KnownFacts.SHIPPED, TODAY)
                .findings();

        assertThat(findings)
                .containsExactly(
                        new LintFinding("other.md", Level.ERROR, "alert-twice", "disk-full.md is for DiskFull too."));
    }

    @Test
    void comparesWithTheRulesInBothDirections() throws IOException {
        var rules = folder.resolve("rules.yml");
        Files.writeString(rules, """
                groups:
                  - name: all
                    rules:
                      - record: a:b
                        expr: up
                      - alert: DiskFull
                        expr: up == 0
                        labels: {severity: critical}
                      - alert: Unknown
                        expr: up == 0
                """);
        var other = GOOD.replace("DiskFull", "Other");

        var findings = new Linter(shelf(document("disk-full.md", GOOD), document("other.md", other)), Set.of(), TODAY)
                .findings(RuleFiles.read(rules));

        assertThat(findings)
                .extracting(LintFinding::rule)
                .containsExactlyInAnyOrder("alert-without-runbook", "runbook-without-alert", "severity-differs");
    }

    private static List<LintFinding> lint(String text) {
        return new Linter(shelf(document("disk-full.md", text)), KnownFacts.SHIPPED, TODAY).findings();
    }

    private static List<Document> shipped() throws IOException {
        var documents = new ArrayList<Document>();
        var folder = Path.of("runbooks");
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".md")).toList()) {
                documents.add(document(folder.relativize(file).toString(), Files.readString(file)));
            }
        }
        assertThat(documents).hasSizeGreaterThanOrEqualTo(8);
        return documents;
    }
}
