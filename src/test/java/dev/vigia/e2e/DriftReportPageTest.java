package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The report of `./vigia drift --html`, opened as the file that it is.
class DriftReportPageTest extends BrowserTest {

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"LIGHT,1440", "DARK,1440", "LIGHT,390", "DARK,390"})
    void readsWellOnEveryScreen(ColorScheme scheme, int width) throws Exception {
        var page = page(scheme, width);
        List<String> requests = new ArrayList<>();
        page.onRequest(request -> requests.add(request.url()));
        var address = report().toUri().toString();
        page.navigate(address);

        assertThat(page.locator("h1")).containsText("Drift");
        assertThat(page.locator("dl")).containsText("new_feature is new");
        assertThat(page.locator("dl")).containsText("▲ drifted, column prediction");
        assertThat(page.locator("figure svg")).hasCount(3);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing sticks out at the side")
                .isTrue();
        assertAccessible(page);
        assertThat(requests).containsExactly(address);
    }

    @Test
    void saysInNumbersWhatTheDrawingsShow() throws Exception {
        var page = page(ColorScheme.LIGHT, DESK);
        page.navigate(report().toUri().toString());
        page.locator("table.columns a", new Page.LocatorOptions().setHasText("plan"))
                .click();
        var figure = page.locator("figure:target");
        assertThat(figure.locator("figcaption")).containsText("plan");
        assertThat(figure.locator("table")).isHidden();
        figure.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(figure.locator("tbody tr")).hasCount(3);
        assertThat(figure.locator("tbody tr", new Locator.LocatorOptions().setHasText("pro")))
                .hasText("pro0.0 %33.3 %");
        assertAccessible(page);
    }

    private Path report() throws IOException, InterruptedException {
        var random = new Random(7);
        var reference =
                new StringBuilder("income,plan,prediction,notes,empty,kept,a_name_without_any_blank_in_it_anywhere\n");
        var current = new StringBuilder(
                "income,plan,prediction,notes,empty,kept,a_name_without_any_blank_in_it_anywhere,new_feature\n");
        for (int i = 0; i < 1200; i++) {
            reference.append(row(random, 0, i % 2 == 0 ? "free" : "basic", i)).append('\n');
            current.append(row(random, 1, i % 3 == 0 ? "free" : i % 3 == 1 ? "basic" : "pro", i))
                    .append(",1\n");
        }
        Files.writeString(temp.resolve("reference.csv"), reference);
        Files.writeString(temp.resolve("current.csv"), current);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.vigia.drift.cli.DriftCommand",
                        "--reference=reference.csv",
                        "--current=current.csv",
                        "--allow-missing-columns",
                        "--prediction=prediction",
                        "--html=report.html")
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(temp.resolve("log")))
                .isEqualTo(1);
        return temp.resolve("report.html");
    }

    private static String row(Random random, double moved, String plan, int row) {
        return String.format(
                Locale.ROOT,
                "%.2f,%s,%.4f,note %d,%s,%d,%.3f",
                Math.exp(10 + random.nextGaussian() / 2 + moved / 2),
                plan,
                random.nextDouble() * (1 - moved / 2),
                row,
                moved > 0 ? "" : "1",
                random.nextInt(500),
                random.nextDouble());
    }
}
