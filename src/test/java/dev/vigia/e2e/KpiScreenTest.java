package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.vigia.runs.RunFixtures.measured;
import static dev.vigia.runs.RunFixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.kpi.KpiDecisions;
import dev.vigia.kpi.KpiWork;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.StoredRuns;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

/// KPIs over time and of several projects, in a real browser.
@VigiaIntegrationTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vigia.security.admin-password=only-for-this-test",
            "vigia.projects[0].key=grader",
            "vigia.projects[0].name=Grader",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.projects[1].key=ranker",
            "vigia.projects[1].name=Ranker",
            "vigia.projects[1].mlflow.tracking-uri=http://127.0.0.1:9"
        })
class KpiScreenTest extends BrowserTest {

    private static final int RUNS = 60;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private KpiDecisions decisions;

    @BeforeEach
    void aGraderThatGetsWorse() {
        var grader = new ProjectKey("grader");
        StoredRuns.store(
                context,
                grader,
                IntStream.range(0, RUNS)
                        .mapToObj(i -> measured(run(i), Map.of("qwk", i == RUNS - 1 ? 0.6 : 0.8 + i % 5 * 0.01)))
                        .toArray(RunFacts[]::new));
        KpiWork.drain(context, grader);
        decisions.chooseBaseline(grader, run(0).id(), "ana", "the first one");
        var ranker = new ProjectKey("ranker");
        StoredRuns.store(context, ranker, measured(run(5), Map.of("qwk", 0.9)), measured(run(9), Map.of("qwk", 0.91)));
        KpiWork.drain(context, ranker);
    }

    @Test
    void leadsFromAKpiOverTimeToTheRunThatBrokeItsLimit() {
        var page = signedIn(ColorScheme.LIGHT, DESK);
        page.navigate(url("kpis?project=grader"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("By time"))
                .click();
        assertThat(page).hasURL(Pattern.compile("by=time"));
        var card = page.locator("[data-kpi=qwk]");
        assertThat(card).containsText("Breach");
        assertThat(card).containsText("60 samples; 1 beyond a limit. The newest is 0.6.");
        assertThat(card.locator("svg")).containsText("limit 0.7");
        assertThat(card.locator("svg")).containsText("baseline run 0000000 · 0.8");
        assertAccessible(page);

        var plot = card.locator(".chart-plot");
        plot.focus();
        page.keyboard().press("End");
        assertThat(card.locator("[aria-live]")).containsText("train-59");
        assertThat(card.locator("[aria-live]")).containsText("breach");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("runs\\?.*run=" + run(RUNS - 1).id()));
    }

    @Test
    void comparesProjectsByTheirBaselines() {
        var page = signedIn(ColorScheme.DARK, DESK);
        page.navigate(url("kpis?project=grader"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("All projects"))
                .click();

        assertThat(page.locator(".kpis-of-projects tbody tr")).hasCount(2);
        assertThat(page.locator(".kpis-of-projects tbody tr").first()).containsText("−25 %");
        var card = page.locator(".kpi-card[data-kpi=qwk]");
        assertThat(card).containsText("Grader beyond its limit. Without a baseline: Ranker.");
        assertThat(card.locator("svg")).containsText("100 %");
        assertAccessible(page);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("As measured"))
                .click();
        assertThat(card.locator("svg")).containsText("Ranker");
        assertThat(page).hasURL(Pattern.compile("as=measured"));
    }

    @Test
    void fitsAPhoneWhoseBarLeadsEverywhere() {
        var page = signedIn(ColorScheme.DARK, PHONE);
        page.navigate(url("kpis/projects"));
        assertThat(page.locator(".kpis-of-projects tbody tr")).hasCount(2);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        assertAccessible(page);

        // More screens than fit: the bar scrolls sideways to the last one.
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Settings"))
                .click();
        assertThat(page).hasURL(Pattern.compile("/settings"));
    }

    private Page signedIn(ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "admin", "only-for-this-test");
        return page;
    }
}
