package dev.vigia.runbooks;

import static dev.vigia.runbooks.RunbookFixtures.document;
import static dev.vigia.runbooks.RunbookFixtures.html;
import static dev.vigia.runbooks.RunbookFixtures.render;
import static dev.vigia.runbooks.RunbookFixtures.shelf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runbooks.Block.Code;
import dev.vigia.runbooks.Block.Details;
import dev.vigia.runbooks.Block.Fact;
import dev.vigia.runbooks.Block.Html;
import dev.vigia.runbooks.Block.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbookRendererTest {

    @Test
    void keepsTablesAndHeadingsWithPrefixedAnchors() {
        assertThat(html("# Disk full\n\n| Alert | `DiskFull` |\n| --- | --- |\n| Owner | platform |\n"))
                .contains("<h1 id=\"rb-disk-full\">Disk full</h1>")
                .contains("<th>Alert</th>")
                .contains("<td>platform</td>");
    }

    @Test
    void makesAStepOfEachTaskAndKeepsItsCommandBehindIt() {
        var blocks = render("""
                ## Diagnosis

                - [ ] Look at the **logs**

                  ```sh
                  docker logs api
                  ```
                - [x] Ask `vigia`
                """);

        assertThat(blocks).hasSize(4);
        assertThat(blocks.get(1)).isInstanceOfSatisfying(Step.class, step -> {
            assertThat(step.html()).isEqualTo("Look at the <strong>logs</strong>");
            assertThat(step.id()).hasSize(12);
        });
        assertThat(blocks.get(2)).isEqualTo(new Code("sh", "docker logs api", List.of()));
        assertThat(blocks.get(3))
                .isInstanceOfSatisfying(
                        Step.class, step -> assertThat(step.html()).isEqualTo("Ask <code>vigia</code>"));
    }

    @Test
    void keepsTheIdOfAStepWhenTheTextAroundItChanges() {
        var before = steps("## A\n\n- [ ] one\n- [ ] two\n- [ ] two\n\n## B\n\n- [ ] one\n");
        var after =
                steps("Hello\n\n## A\n\n- [ ] zero\n- [ ] one\n\ntext\n\n- [ ] two\n- [ ] two\n\n## B\n\n- [ ] one\n");

        assertThat(before).hasSize(4).doesNotHaveDuplicates();
        assertThat(after).containsAll(before);
    }

    @Test
    void asksVigiaWhatAFactBlockNames() {
        assertThat(render(
                        "```vigia\n# was there one?\nreleases since=1h\nintegrity model=\"{{model}}\"\n```\n",
                        Map.of("model", "churn")))
                .containsExactly(
                        new Fact("releases", Map.of("since", "1h"), "releases since=1h"),
                        new Fact("integrity", Map.of("model", "churn"), "integrity model=\"{{model}}\""));
    }

    @Test
    void foldsWhatIsBetweenTheTagsOfDetails() {
        var blocks = render("before\n\n<details>\n<summary>More <b>of it</b></summary>\n\ninside\n\n```sh\nls\n```\n\n"
                + "</details>\n\nafter\n");

        assertThat(blocks).hasSize(3);
        assertThat(blocks.get(1)).isInstanceOfSatisfying(Details.class, details -> {
            assertThat(details.summaryHtml()).isEqualTo("More <b>of it</b>");
            assertThat(details.blocks()).hasSize(2);
            assertThat(details.blocks().getLast()).isEqualTo(new Code("sh", "ls", List.of()));
        });
        assertThat(blocks.get(2)).isEqualTo(new Html("<p>after</p>\n"));
    }

    @Test
    void leadsRelativeLinksIntoTheLibraryAndOthersOut() {
        var from = document(
                "etcd/one.md",
                "[two](two.md#fix) [top](../top.md) [out](https://example.com/x?a=1)"
                        + " [gone](none.md) [up](../../top.md) [here](#start)\n\n# Start\n");
        var renderer = new RunbookRenderer(
                shelf(from, document("etcd/two.md", "# Two\n\n## Fix\n"), document("top.md", "# Top\n")));

        var html = ((Html) renderer.render(from, Map.of()).blocks().getFirst()).html();

        assertThat(html)
                .contains("<a href=\"runbooks/etcd/two#rb-fix\" router-link")
                .contains("<a href=\"runbooks/top\" router-link")
                .contains("<a href=\"https://example.com/x?a=1\" target=\"_blank\" rel=\"noopener noreferrer\">")
                .contains("<a>gone</a>")
                .contains("<a>up</a>")
                .contains("<a href=\"runbooks/etcd/one#rb-start\"");
    }

    @Test
    void fillsLabelsIntoTextAddressesAndCommands() {
        var labels = Map.of("instance", "api 1&2", "model", "<b>x</b>");
        var blocks = render(
                "Look at {{ $labels.instance }} of {{model}}, not {{other}}: "
                        + "[graph](https://g.example/d?i={{instance}})\n\n```sh\ndocker logs {{instance}} {{other}}\n```\n",
                labels);

        assertThat(((Html) blocks.getFirst()).html())
                .contains("Look at api 1&amp;2 of &lt;b&gt;x&lt;/b&gt;, not {{other}}")
                .contains("href=\"https://g.example/d?i=api%201%262\"");
        assertThat(blocks.getLast())
                .isEqualTo(new Code(
                        "sh",
                        "docker logs 'api 1&2' {{other}}",
                        List.of(new Block.Filled("instance", "api 1&2"), new Block.Filled("other", null))));
    }

    private static List<String> steps(String markdown) {
        return render(markdown).stream()
                .flatMap(block -> block instanceof Step step ? Stream.of(step.id()) : null)
                .toList();
    }
}
