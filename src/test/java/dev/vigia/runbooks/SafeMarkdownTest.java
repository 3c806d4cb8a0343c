package dev.vigia.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeMarkdownTest {

    @Test
    void rendersWhatPeopleWrite() {
        assertThat(SafeMarkdown.html("Restarted `api`, **better** now\n\n- one\n- two"))
                .contains("<code>api</code>", "<strong>better</strong>", "<li>one</li>");
    }

    @Test
    void linksToTheWebAndNowhereElse() {
        assertThat(SafeMarkdown.html("[graph](https://grafana.example/d/1) https://example.org"))
                .contains("href=\"https://grafana.example/d/1\"", "rel=\"noopener noreferrer\"", "target=\"_blank\"")
                .contains("href=\"https://example.org\"");
        assertThat(SafeMarkdown.html("[x](disk-full.md) [y](#rb-z) [z](/logout)"))
                .doesNotContain("href");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)>",
                "<script>alert(1)</script>",
                "<vaadin-button onclick=alert(1)>x</vaadin-button>",
                "[x](javascript:alert(1))",
                "[x](\u0001javascript:alert(1))",
                "[x](data:text/html,<script>alert(1)</script>)",
                "<a href='vbscript:x'>x</a>",
                "<style>*{display:none}</style>",
                "<form action=/logout><input></form>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>"
            })
    void letsNothingThroughThatRunsOrLoads(String hostile) {
        assertThat(SafeMarkdown.html(hostile))
                .doesNotContainIgnoringCase("<img")
                .doesNotContainIgnoringCase("<svg")
                .doesNotContainIgnoringCase("<script")
                .doesNotContainIgnoringCase("<style")
                .doesNotContainIgnoringCase("<form")
                .doesNotContainIgnoringCase("<vaadin")
                .doesNotContainIgnoringCase("href=\"javascript")
                .doesNotContainIgnoringCase("href=\"data")
                .doesNotContainIgnoringCase("href=\"vbscript")
                .doesNotContainPattern("<[^>]+\\son\\w+=");
    }

    @Test
    void posesAsNoPartOfThePage() {
        assertThat(SafeMarkdown.html("# Main\n\n<h2 id=main>x</h2>")).doesNotContain("id=");
    }

    @Test
    void survivesWhatIsNestedBeyondSense() {
        assertThat(SafeMarkdown.html(">".repeat(20_000) + "x")).contains("x");
    }
}
