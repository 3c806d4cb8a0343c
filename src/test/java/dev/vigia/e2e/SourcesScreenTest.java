package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.projects.SourceFixtures;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.runs.ui.ScreensWithoutSources;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// The sources screen, live.
@SpringBootTest(
        classes = ScreensWithoutSources.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "vaadin.productionMode=true")
class SourcesScreenTest extends BrowserTest {

    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final SourceId RUNS = SourceFixtures.id("bankchurn", SourceKind.MLFLOW);

    @Autowired
    private ScreensWithoutSources screens;

    @Autowired
    private SourceFixtures.Fake sources;

    @BeforeEach
    void freshSources() {
        screens.reset();
        sources.set(
                SourceFixtures.fresh(RUNS, THEN, "nothing new"),
                SourceFixtures.failing(
                        SourceFixtures.id("bankchurn", SourceKind.GIT),
                        THEN,
                        THEN.minusSeconds(9000),
                        "git-refused",
                        "The Git host refuses the password. Set vigia.projects[0].git.password."));
    }

    @Test
    void showsInEveryOpenScreenHowASyncGoesOn() {
        var page = signedIn(ColorScheme.LIGHT, DESK);
        var other = signedIn(ColorScheme.LIGHT, DESK);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sync Runs now"))
                .click();
        assertThat(page.getByText("waiting for a free worker")).isVisible();
        sources.set(SourceFixtures.syncing(sources.find(RUNS).orElseThrow(), "runs", 4000, 20_000));
        screens.changed("sources");
        assertThat(page.getByText("runs 4\u202F000 of 20\u202F000")).isVisible();
        assertThat(other.getByText("runs 4\u202F000 of 20\u202F000")).isVisible();
        sources.set(SourceFixtures.fresh(RUNS, THEN.plusSeconds(9), "16 000 new runs"));
        screens.changed("sources");
        assertThat(page.getByText("16 000 new runs")).isVisible();
        assertThat(other.getByText("16 000 new runs")).isVisible();
        org.assertj.core.api.Assertions.assertThat(sources.asked()).containsExactly("bankchurn/MLFLOW INCREMENTAL");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void isUsableByEveryone(ColorScheme scheme) {
        for (int width : new int[] {DESK, PHONE}) {
            var page = signedIn(scheme, width);
            assertThat(page.getByText("The Git host refuses the password")).isVisible();
            assertAccessible(page);
        }
    }

    private Page signedIn(ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "ana@ops", "secret");
        page.navigate(url("settings/sources"));
        return page;
    }
}
