package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.integrity.ui.Preview;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// Two versions beside each other, and what a chart can do, in a real browser.
@SpringBootTest(
        classes = Preview.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "vaadin.productionMode=true")
class CompareScreenTest extends BrowserTest {

    private static final String COMPARISON = "compare/bankchurn?a=v1.3.0&b=v1.4.0";

    /// A chart of thirty versions with everything that can be on one, fetched the way a large one is.
    private static final String KPI = """
            () => {
              const points = [...Array(30)].map((_, i) => ({
                x: i, y: i === 12 ? null : i === 29 ? 0.137 : 0.115 + (i % 5) / 500, version: `v1.${i}.0`, run: `run${i}`,
                href: `projects/bankchurn/version?tag=v1.4.0`, state: i === 29 ? 'breach' : i === 12 ? 'nan' : i === 5 ? 'outlier' : 'ok',
              }));
              window.asked = [];
              const real = window.fetch;
              window.fetch = (url, options) => {
                if (!String(url).includes('/samples')) return real(url, options);
                window.asked.push(new URL(url).search);
                return Promise.resolve(new Response(JSON.stringify({
                  x: 'version', unit: 's', series: [{name: '', points}], ticks: [{x: 10, label: 'v1.10.0'}],
                  limits: [{y: 0.1298, label: 'limit 0.1298', severity: 'critical'}],
                  band: {from: 0.116, to: 0.119, label: 'baseline v1.2.4'},
                })));
              };
              const chart = document.createElement('vigia-chart');
              chart.setAttribute('label', 'RMSE');
              chart.setAttribute('src', 'samples?kpi=rmse');
              chart.id = 'kpi';
              document.querySelector('.compare-body').prepend(chart);
            }""";

    @Test
    void drawsPlotsOverEachOtherAndIsReadByKeysAndAsATable() {
        var page = signedIn(ColorScheme.LIGHT, DESK);
        var plot = page.locator(".plot vigia-chart");
        assertThat(plot.locator("svg")).containsText("v1.3.0");
        assertThat(plot.locator("svg")).containsText("fpr");
        assertThat(page.locator(".version-differences")).containsText("+0.019 (+16 %)");
        assertAccessible(page);

        var drawing = plot.locator(".chart-plot");
        drawing.focus();
        page.keyboard().press("ArrowRight");
        assertThat(plot.locator("[aria-live]")).hasText("v1.3.0: 0: 0");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("End");
        assertThat(plot.locator("[aria-live]")).hasText("v1.4.0: 1: 1");

        plot.getByText("Table").click();
        assertThat(plot.locator("tbody tr")).hasCount(82);
        assertThat(plot.locator("svg")).isHidden();
        assertAccessible(page);
        plot.getByText("Table").click();
        assertThat(plot.locator("svg")).isVisible();
    }

    @Test
    void marksBreachesZoomsAndLeadsToWhatAPointStandsFor() {
        var page = signedIn(ColorScheme.DARK, DESK);
        page.evaluate(KPI);
        var chart = page.locator("#kpi");
        assertThat(chart.locator("svg")).containsText("limit 0.1298");
        assertThat(chart.locator("svg")).containsText("baseline v1.2.4");
        assertThat(chart.locator("svg")).containsText("v1.29.0");
        assertThat(chart.locator(".chart-summary")).containsText("2 breaches, last at v1.29.0");
        assertAccessible(page);

        chart.locator(".chart-plot").focus();
        page.keyboard().press("End");
        assertThat(chart.locator("[aria-live]")).hasText("v1.29.0, run run29: 0.137 s, breach");
        page.keyboard().press("+");
        page.waitForFunction("window.asked.length === 2");
        assertThat((String) page.evaluate("window.asked[1]"))
                .contains("kpi=rmse")
                .contains("to=29")
                .containsPattern("from=1[45]")
                .containsPattern("pixels=\\d+");
        chart.getByText("All").click();
        page.waitForFunction("window.asked.length === 3");

        chart.locator(".chart-plot").focus();
        page.keyboard().press("Home");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/projects/bankchurn/version\\?tag=v1\\.4\\.0"));
        assertThat(page.locator("h1")).hasText("v1.4.0");
    }

    @Test
    void fitsAPhone() {
        var page = signedIn(ColorScheme.DARK, PHONE);
        assertThat(page.locator(".plot vigia-chart svg")).isVisible();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isTrue();
        assertAccessible(page);
        page.getByLabel("Swap the versions").click();
        assertThat(page).hasURL(Pattern.compile("a=v1\\.4\\.0&b=v1\\.3\\.0"));
        assertThat(page.locator("th").filter(new Locator.FilterOptions().setHasText("v1.4.0")))
                .not()
                .hasCount(0);
    }

    private Page signedIn(ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "ana@ops", "secret");
        page.navigate(url(COMPARISON));
        assertThat(page.locator(".plot vigia-chart svg")).isVisible();
        return page;
    }
}
