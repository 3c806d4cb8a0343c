package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.TemporaryFolder;
import dev.vigia.VigiaIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The library and its documents, as written by someone who need not be trusted with a browser.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vaadin.productionMode=true",
            "vigia.security.admin-password=secret",
            "vigia.runbooks.refresh=200ms"
        })
class RunbooksScreenTest extends BrowserTest {

    private static final Path FOLDER = TemporaryFolder.create();

    private static final String HOSTILE = """
            # <img src=x onerror=alert(1)> Hostile <svg onload=alert(2)></svg>

            <script>alert(3)</script>
            <iframe srcdoc="<script>alert(4)</script>"></iframe>
            <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(5)&gt;">

            - [ ] A step <a href="javascript:alert(6)" onclick="alert(7)">to click</a>

              ```sh
              echo '<img src=x onerror=alert(8)>'
              ```

            <details ontoggle="alert(9)"><summary>More<img src=x onerror=alert(10)></summary>

            [link](javascript:alert(11)) ![picture](https://evil.example/pixel.png)

            </details>

            <div style="position:fixed;inset:0;background:red" class="shell">cover</div>
            """;

    @DynamicPropertySource
    static void places(DynamicPropertyRegistry registry) {
        registry.add("vigia.file-roots", FOLDER::toString);
        registry.add("vigia.runbooks.sources[0].folder", FOLDER::toString);
    }

    @BeforeAll
    void documents() throws IOException {
        Files.writeString(FOLDER.resolve("hostile.md"), HOSTILE);
        Files.writeString(FOLDER.resolve("plain.md"), "# Plain\n\nBefore\n");
    }

    @Test
    void showsAHostileDocumentAsNothingButText() {
        var page = opened("runbooks/hostile", DESK, ColorScheme.LIGHT);

        page.getByText("to click").click();
        page.getByText("More").click();
        page.getByText("link", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator(".runbook :is(img, svg, script, iframe, style, math, [style], [onclick])"))
                .hasCount(0);
        assertThat(page.locator(".code-block pre")).hasText("echo '<img src=x onerror=alert(8)>'");
        Assertions.assertThat(page.url()).endsWith("/runbooks/hostile");
    }

    @Test
    void tellsThePartsOfACommandApartWithoutTouchingIt() {
        var page = opened("runbooks/service-down", DESK, ColorScheme.LIGHT);

        page.waitForFunction("() => CSS.highlights.get('code-string')?.size > 0");

        assertThat(page.locator(".code-block pre *")).hasCount(0);
    }

    @Test
    void followsADocumentThatChangesWhileItIsOpen() throws IOException {
        var page = opened("runbooks/plain", DESK, ColorScheme.LIGHT);
        assertThat(page.getByText("Before")).isVisible();

        Files.writeString(FOLDER.resolve("plain.md"), "# Plain\n\nAfterwards\n");

        assertThat(page.getByText("Afterwards")).isVisible();
    }

    @Test
    void leadsFromTheLibraryToAHeadingAndBack() {
        var page = opened("runbooks", DESK, ColorScheme.LIGHT);
        page.getByLabel("Search all runbooks").fill("inodes");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("DiskFull"))
                .click();
        assertThat(page.locator(".runbook .step").first()).isVisible();
        Assertions.assertThat(page.url()).endsWith("/runbooks/disk-full");
        page.getByLabel("Back to the library").click();
        assertThat(page.locator(".runbook-rows")).isVisible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isUsableByEveryone(ColorScheme scheme) {
        for (int width : new int[] {DESK, PHONE}) {
            var page = opened("runbooks/high-error-rate", width, scheme);
            assertThat(page.locator(".runbook .step").first()).isVisible();
            assertAccessible(page);
            Assertions.assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing sticks out sideways")
                    .isTrue();
            page.navigate(url("runbooks"));
            assertThat(page.locator(".runbook-rows")).isVisible();
            assertAccessible(page);
        }
    }

    private Page opened(String path, int width, ColorScheme scheme) {
        var page = page(scheme, width);
        signIn(page, "admin", "secret");
        page.navigate(url(path));
        return page;
    }
}
