package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.runs.ui.SampleRuns;
import dev.vigia.runs.ui.ScreensWithoutSources;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// The runs screen on 20 000 sample runs.
@SpringBootTest(
        classes = ScreensWithoutSources.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "vaadin.productionMode=true")
class RunsScreenTest extends BrowserTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @Autowired
    private ScreensWithoutSources screens;

    @BeforeEach
    void freshRuns() {
        screens.reset();
    }

    @Test
    void scrollsToTheLastOfTwentyThousand() {
        var page = signedIn("runs", ColorScheme.LIGHT, DESK);
        assertThat(cell(page, SampleRuns.run(1).id().abbreviated())).isVisible();
        page.evaluate("document.querySelector('vaadin-grid').scrollToIndex(19621)");
        assertThat(cell(page, SampleRuns.run(19_999).id().abbreviated())).isVisible();
    }

    @Test
    void filtersOpensAndComparesByKeyboard() {
        var page = signedIn("runs", ColorScheme.LIGHT, DESK);
        assertThat(cell(page, SampleRuns.run(1).id().abbreviated())).isVisible();
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator(".panel")).containsText(SampleRuns.run(1).name());
        assertThat(page).hasURL(Pattern.compile("run=" + SampleRuns.run(1).id()));
        page.keyboard().press("Escape");
        assertThat(page.locator(".panel")).isHidden();
        page.keyboard().press("/");
        page.keyboard().type("gj");
        assertThat(page.locator(".filter-field input")).hasValue("gj");
        assertThat(page).hasURL(Pattern.compile("q=gj"));
    }

    @Test
    void goesToOtherScreensByChordAndListsTheKeys() {
        var page = signedIn("runs", ColorScheme.LIGHT, DESK);
        assertThat(cell(page, SampleRuns.run(1).id().abbreviated())).isVisible();
        page.keyboard().press("?");
        assertThat(page.locator("dialog")).containsText("Next row");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).isHidden();
        page.keyboard().press("g");
        page.keyboard().press("s");
        assertThat(page).hasURL(Pattern.compile("settings/sources$"));
    }

    @Test
    void showsHostileNamesAsText() {
        screens.serve(5, number -> SampleRuns.named(SampleRuns.run(number), HOSTILE));
        var page = signedIn("runs?run=" + SampleRuns.run(1).id(), ColorScheme.LIGHT, DESK);
        assertThat(page.locator(".panel h2")).hasText(HOSTILE);
        assertThat(page.locator(".run-name").first()).hasText(HOSTILE);
    }

    @Test
    void showsAFinishedSyncByItself() {
        screens.serve(10, number -> SampleRuns.run(number + 2));
        var page = signedIn("runs", ColorScheme.LIGHT, DESK);
        assertThat(cell(page, SampleRuns.run(3).id().abbreviated())).isVisible();
        screens.serve(12, SampleRuns::run);
        screens.changed("runs/bankchurn");
        assertThat(cell(page, SampleRuns.run(1).id().abbreviated())).isVisible();
    }

    @Test
    void newRunsWaitUntilThePointerLeavesTheList() {
        screens.serve(10, number -> SampleRuns.run(number + 2));
        var page = signedIn("runs", ColorScheme.LIGHT, DESK);
        cell(page, SampleRuns.run(3).id().abbreviated()).hover();
        settle(page);
        screens.serve(12, SampleRuns::run);
        screens.changed("runs/bankchurn");
        // Not by the mouse, which would leave the list on its way.
        page.getByText("2 new · show").dispatchEvent("click");
        assertThat(cell(page, SampleRuns.run(1).id().abbreviated())).isVisible();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isUsableByEveryone(ColorScheme scheme) {
        var page = signedIn("runs?run=" + SampleRuns.run(1).id(), scheme, DESK);
        assertThat(page.locator(".panel h2")).isVisible();
        assertAccessible(page);
        Screens.shoot(page, "runs-" + scheme.name().toLowerCase(Locale.ROOT));
        page.navigate(url("runs?compare=" + SampleRuns.run(1).id() + ","
                + SampleRuns.run(2).id()));
        assertThat(page.locator(".comparison-table")).isVisible();
        assertAccessible(page);
    }

    @Test
    void becomesCardsAndTwoPagesOnAPhone() {
        var page = signedIn("runs", ColorScheme.DARK, PHONE);
        page.locator(".run-card").first().click();
        assertThat(page.locator(".panel h2")).isVisible();
        assertThat(page.locator("vaadin-grid")).isHidden();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isTrue();
        page.locator("[data-keys-close]").click();
        assertThat(page.locator(".run-card").first()).isVisible();
        assertAccessible(page);
    }

    private static Locator cell(Page page, String text) {
        return page.locator("vaadin-grid-cell-content:visible")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private Page signedIn(String path, ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "ana@ops", "secret");
        page.navigate(url(path));
        return page;
    }
}
