package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.integrity.ui.FakeDoors;
import dev.vigia.integrity.ui.Preview;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// The Integrity screen and the version's page on sample rows.
@SpringBootTest(
        classes = Preview.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "vaadin.productionMode=true")
class IntegrityScreenTest extends BrowserTest {

    private static final String HOSTILE = "v9<img src=x onerror=alert(1)>";

    @Autowired
    private FakeDoors doors;

    @BeforeEach
    void freshRows() {
        doors.reset();
    }

    @Test
    void asksWhoGoesThereAndSaysWhatDidNotMatch() {
        var page = page(ColorScheme.LIGHT, DESK);
        page.navigate(url("integrity"));
        assertThat(page).hasURL(Pattern.compile("/login$"));
        page.fill("input[name=username]", "ana@ops");
        page.fill("input[name=password]", "wrong");
        page.press("input[name=password]", "Enter");
        assertThat(page.getByText("That did not match")).isVisible();
    }

    @Test
    void showsProblemsFirstAndTheRestDimmedUnderThem() {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        assertThat(page.getByText("27 versions in order")).isVisible();
        assertThat(row(page, "v1.4.0")).isVisible();
        assertThat(page).hasTitle("Integrity – Vigía");
        Screens.shoot(page, "integrity");
    }

    @Test
    void keepsFilterAndSelectionInTheAddress() {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        page.keyboard().press("/");
        page.keyboard().type("not pushed");
        assertThat(row(page, "v1.4.0")).isHidden();
        row(page, "v1.3.1").click();
        assertThat(page.locator(".panel")).containsText("models/model.pkl");
        assertThat(page).hasURL(Pattern.compile("q=not(\\+|%20)pushed"));
        assertThat(page).hasURL(Pattern.compile("version=v1.3.1"));
        page.reload();
        assertThat(page.locator(".panel h2")).hasText("v1.3.1");
        assertThat(page.locator(".filter-field input")).hasValue("not pushed");
        page.keyboard().press("Escape");
    }

    @Test
    void goesBackToWhatWasSelectedBefore() {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        row(page, "v1.4.0").click();
        assertThat(page.locator(".panel h2")).hasText("v1.4.0");
        row(page, "v1.3.1").click();
        assertThat(page.locator(".panel h2")).hasText("v1.3.1");
        assertThat(page).hasURL(Pattern.compile("version=v1.3.1"));
        back(page);
        assertThat(page.locator(".panel h2")).hasText("v1.4.0");
    }

    @Test
    void saysTheReasonOfACheckOnHover() {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile("^Data pushed: failed")))
                .hover();
        assertThat(page.getByRole(AriaRole.TOOLTIP)
                        .filter(new Locator.FilterOptions().setHasText("2 of 5 outputs are not in s3-prod")))
                .isVisible();
    }

    @Test
    void changesARowInPlaceWhileThePointerIsOnTheTableAndHoldsNewOnesBack() {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        var last = row(page, "v1.3.0");
        last.hover();
        settle(page);
        var before = last.boundingBox();
        doors.mend("v1.3.0");
        doors.add("v1.5.0");
        doors.tick();
        assertThat(page.locator(".changes")).hasText("1 new · show");
        assertThat(page.locator(".badge", new Page.LocatorOptions().setHasText("Remote s3-prod silent")))
                .isHidden();
        assertThat(last.boundingBox().y - before.y).isBetween(0.0, 40.0);
        // Not by the mouse, which would leave the table on its way.
        page.locator(".changes").dispatchEvent("click");
        assertThat(row(page, "v1.5.0")).isVisible();
    }

    @Test
    void showsAFinishedSyncByItself() {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        page.mouse().move(5, 5);
        doors.add("v1.5.0");
        doors.tick();
        assertThat(row(page, "v1.5.0")).isVisible();
    }

    @Test
    void showsHostileTextAsText() {
        doors.add(HOSTILE);
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        row(page, HOSTILE).click();
        assertThat(page.locator(".panel h2")).hasText(HOSTILE);
        page.getByText("Open version").click();
        assertThat(page.locator("h1")).hasText(HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void opensAVersionWhoseTagIsNoPlainName() {
        doors.add("team/churn@v1.2.0#4🚀");
        var page = signedIn("integrity?project=bankchurn&q=team", ColorScheme.LIGHT, DESK);
        row(page, "team/churn@v1.2.0#4🚀").click();
        page.getByText("Open version").click();
        assertThat(page.locator("h1")).hasText("team/churn@v1.2.0#4🚀");
        page.reload();
        assertThat(page.locator("h1")).hasText("team/churn@v1.2.0#4🚀");
        assertThat(page).hasTitle("team/churn@v1.2.0#4🚀 of bankchurn – Vigía");
    }

    @Test
    void exportsWhatIsShown() throws Exception {
        var page = signedIn("integrity?project=bankchurn&verdict=fail", ColorScheme.LIGHT, DESK);
        var download = page.waitForDownload(() -> page.getByText("Export").click());
        var csv = Files.readString(download.path());
        assertThat(csv.lines().count()).isEqualTo(4);
        assertThat(csv).contains("bankchurn,v1.3.1,");
    }

    @Test
    void becomesCardsAndTwoPagesOnAPhone() {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.DARK, PHONE);
        row(page, "v1.4.0").click();
        assertThat(page.locator(".panel h2")).hasText("v1.4.0");
        assertThat(page.locator("vaadin-grid")).isHidden();
        Screens.shoot(page, "integrity-phone");
        // Else there is nothing yet to go back from.
        assertThat(page).hasURL(Pattern.compile("version=v1.4.0"));
        back(page);
        assertThat(row(page, "v1.3.1")).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void hasNothingSeriousAgainstIt(ColorScheme scheme) {
        var anyone = page(scheme, DESK);
        anyone.navigate(url("login"));
        anyone.locator("input[name=username]").waitFor();
        assertAccessible(anyone);
        var page = signedIn("integrity?project=bankchurn&version=v1.4.0", scheme, DESK);
        assertThat(page.locator(".panel h2")).hasText("v1.4.0");
        assertThat(page.getByText("27 versions in order")).isVisible();
        assertAccessible(page);
        Screens.shoot(page, "integrity-panel-" + scheme.name().toLowerCase(Locale.ROOT));
        page.navigate(url("projects/bankchurn/version?tag=v1.3.1"));
        assertThat(page.locator("h1")).hasText("v1.3.1");
        assertThat(page.getByText("3 outputs")).isVisible();
        assertAccessible(page);
        Screens.shoot(page, "version-" + scheme.name().toLowerCase(Locale.ROOT));
    }

    private Page signedIn(String path, ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "ana@ops", "secret");
        page.navigate(url(path));
        page.locator("h1").waitFor();
        return page;
    }
}
