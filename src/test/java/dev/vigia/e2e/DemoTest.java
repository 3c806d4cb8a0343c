package dev.vigia.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.vigia.TemporaryFolder;
import dev.vigia.VigiaApplication;
import dev.vigia.alerts.AlertBoard;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeReport;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftReport;
import dev.vigia.drift.ReportFormat;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.Outcome;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Sources;
import dev.vigia.versions.TagName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole application as `./vigia demo` starts it, through a browser: its own security, real sources, real rows.
@SpringBootTest(
        classes = VigiaApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // Whatever a test does to the sources shows only when it asks for a sync.
        properties = {"vigia.sync.interval=1h", "vigia.sync.full-sweep=1h"})
@ActiveProfiles("demo")
class DemoTest extends BrowserTest {

    /// @param shown a selector that finds something once the screen has its data
    private record Screen(String path, String shown, String name) {}

    private static final List<Screen> SCREENS = List.of(
            new Screen("integrity?project=bankchurn", ".v-tag", "integrity"),
            new Screen("integrity?project=bankchurn&version=v1.0.2", ".panel h2:text-is('v1.0.2')", "integrity-panel"),
            new Screen("projects/bankchurn/version?tag=v1.0.2", "h1:text-is('v1.0.2')", "version"),
            new Screen("compare/bankchurn?a=v1.7.0&b=v1.8.1", "vigia-chart[drawn]", "compare"),
            new Screen("runs?project=bankchurn", ".run-name:has-text('train-v1.9.0')", "runs"),
            new Screen("settings/sources", "h2:has-text('Bank churn')", "sources"),
            new Screen("settings/notifications", ".dead-letters tbody tr", "notifications"),
            new Screen("overview", ".projects-table tbody tr:nth-child(3)", "overview"),
            new Screen("alerts", ".alert-name:text-is('HighErrorRate')", "alerts"),
            new Screen("kpis?project=bankchurn", "vigia-chart[drawn]", "kpis"),
            new Screen("drift/carvision", ".drift-report", "drift"));

    private static final List<ProjectKey> PROJECTS =
            List.of(new ProjectKey("bankchurn"), new ProjectKey("carvision"), new ProjectKey("essay-score"));

    private static final Path DATA = TemporaryFolder.create();

    @Autowired
    private IntegrityTable table;

    @Autowired
    private Sources sources;

    @Autowired
    private AlertInbox inbox;

    @Autowired
    private KpiHistory kpis;

    @Autowired
    private DriftHistory history;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry properties) {
        properties.add("vigia.data-dir", () -> DATA.toString());
    }

    /// The story of the demo is over when each project has moved on and was read again.
    @BeforeAll
    void waitForTheStory() {
        Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            for (ProjectKey project : PROJECTS) {
                assertThat(DATA.resolve("demo/" + project + "/.later")).exists();
            }
            assertThat(sources.all()).allSatisfy(source -> {
                assertThat(source.progress()).isNull();
                assertThat(source.lastGoodAt()).isNotNull();
            });
            assertThat(verdicts()).containsEntry(Outcome.PASS, 50L).containsEntry(Outcome.FAIL, 26L);
            // The Alertmanager was asked what it silences.
            assertThat(board(Set.of(AlertState.SILENCED)).rows()).isNotEmpty();
        });
    }

    private AlertBoard board(Set<AlertState> states) {
        return inbox.board(new AlertQuery(states, LabelMatchers.ALL, null, null, null), 100, null);
    }

    private Map<Outcome, Long> verdicts() {
        return table.counts(new IntegrityQuery(Set.of(), Set.of(), Set.of(), null, IntegrityQuery.Sort.PROBLEMS));
    }

    @Test
    void showsEveryCheckPassingAndFailingOnThirtyVersionsAProject() {
        var seen = new EnumMap<CheckKind, Set<Outcome>>(CheckKind.class);
        for (ProjectKey project : PROJECTS) {
            var rows = table.rows(IntegrityQuery.of(project), 0, 100);
            assertThat(rows).as(project.value()).hasSize(30);
            rows.stream()
                    .flatMap(row -> row.checks().stream())
                    .forEach(check -> seen.computeIfAbsent(check.check(), kind -> EnumSet.noneOf(Outcome.class))
                            .add(check.outcome()));
        }
        assertThat(seen.remove(CheckKind.REPRODUCED)).containsExactly(Outcome.NOT_APPLICABLE);
        assertThat(seen)
                .hasSize(CheckKind.values().length - 1)
                .allSatisfy((kind, outcomes) -> assertThat(outcomes).contains(Outcome.PASS, Outcome.FAIL));
    }

    @Test
    void tellsWhatUsersWriteByHandToday() {
        assertThat(verdict("v1.0.0")).isEqualTo(Outcome.PASS);
        assertThat(verdict("v1.0.1")).isEqualTo(Outcome.PASS);
        assertThat(verdict("v1.0.2")).isEqualTo(Outcome.FAIL);
    }

    @Test
    void showsEveryStateOfAnAlertInOneDay() {
        var board = board(Set.of());
        assertThat(board.counts())
                .containsOnlyKeys(AlertState.values())
                .allSatisfy((state, count) -> assertThat(count).as(state.name()).isPositive());
        assertThat(board.cut())
                .isNotEmpty()
                .allSatisfy(cut -> assertThat(cut.alerts()).isEqualTo(2));
        assertThat(board.rows()).filteredOn(Row::isFlapping).isNotEmpty();
        var firing = board(Set.of(AlertState.FIRING)).rows();
        assertThat(firing.getFirst().hasRunbook()).isTrue();
        assertThat(firing.getFirst().clock()).as("the time left to respond").isNotNull();
        assertThat(firing).filteredOn(row -> !row.hasRunbook()).hasSizeGreaterThan(2);
        assertThat(board(Set.of(AlertState.SILENCED)).rows())
                .extracting(row -> row.episode().suppression())
                .first()
                .satisfies(why -> {
                    assertThat(why.author()).isEqualTo("ana");
                    assertThat(why.comment()).contains("OPS-311");
                    assertThat(why.until()).isAfter(board.asOf());
                });
        assertThat(board.rows().stream().map(Row::episode))
                .as("what two broken versions cause")
                .filteredOn(episode -> episode.labels().containsKey("version")
                        && episode.state().isOpen())
                .allSatisfy(episode -> assertThat(table.version(
                                        Objects.requireNonNull(episode.project()),
                                        new TagName(episode.labels().get("version")))
                                .orElseThrow()
                                .row()
                                .verdict()
                                .isProblem())
                        .isTrue())
                .extracting(Episode::name)
                .contains("HighErrorRate", "ModelDegradation");
    }

    @Test
    void leavesThePostMortemOfTheNightToBeWritten() {
        var night = board(Set.of(AlertState.RESOLVED)).rows().stream()
                .map(Row::episode)
                .filter(episode -> episode.name().equals("HighErrorRate"))
                .findFirst()
                .orElseThrow();
        assertThat(inbox.find(night.id()).orElseThrow()).satisfies(report -> {
            assertThat(report.postMortem()).isNull();
            assertThat(report.steps()).hasSize(4);
            assertThat(report.timeline())
                    .extracting(EpisodeReport.TimelineEntry::at)
                    .as("everything happened when it happened")
                    .allSatisfy(at -> assertThat(at)
                            .isBetween(night.startsAt(), night.startsAt().plus(Duration.ofHours(1))));
        });
        assertThat(inbox.postMortem(night.id()).orElseThrow())
                .contains("KeyError", "Acknowledged after | 3 min", "mira did:", "Lasted | 35 min");
    }

    private Outcome verdict(String tag) {
        return table.version(PROJECTS.getFirst(), new TagName(tag))
                .orElseThrow()
                .row()
                .verdict();
    }

    @Test
    void leadsFromAnAlertToTheVersionThatRunsAndBack() {
        var page = signedIn("alerts", ColorScheme.LIGHT, DESK);
        page.locator(".alert-card")
                .filter(new Locator.FilterOptions().setHasText("HighErrorRate"))
                .first()
                .click();
        assertThat(page.locator(".current-version")).containsText("named by the alert");
        page.locator(".current-version a").click();
        assertThat(page.locator(".screen-bar h1")).hasText("v1.6.0");
        page.locator(".version-alert")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("HighErrorRate"))
                .click();
        assertThat(page.locator(".alert-title h2")).hasText("HighErrorRate");
    }

    /// What an engineer does who wonders whether a limit is too lax.
    @Test
    void triesALimitOnTheChartBeforeItIsSaved() {
        var page = signedIn("kpis?project=bankchurn", ColorScheme.LIGHT, DESK);
        var card = page.locator(".kpi-card[data-kpi=data_drift_pct]");
        assertThat(card.locator("vigia-chart")).hasAttribute("drawn", "");
        assertThat(card).containsText("Within");
        card.getByText("Limits").click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator("vigia-chart")).containsText("4 beyond a limit");
        dialog.locator("vaadin-number-field input").fill("2");
        assertThat(dialog.locator("vigia-chart")).containsText("8 beyond a limit");
        assertThat(card).containsText("Within");
        dialog.locator("vaadin-text-field input").last().fill("tried in a test");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(card).containsText("Breach");

        page.navigate(url("kpis?project=bankchurn"));
        card.getByText("Limits").click();
        assertThat(dialog).containsText("tried in a test");
        dialog.locator("vaadin-text-field input").last().fill("enough");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("As configured"))
                .click();
        assertThat(card).containsText("Within");

        card.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Data drift"))
                .click();
        assertThat(page.locator(".kpi-card")).hasCount(1);
        var chart = page.locator("vigia-chart .chart-plot");
        chart.focus();
        page.keyboard().press("End");
        assertThat(page.locator("vigia-chart [aria-live]")).containsText("v1.1.3");
    }

    @Test
    void showsDriftWithinItsLimitNearItAndBeyondIt() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(PROJECTS.stream().map(this::drift))
                        .extracting(
                                KpiStatus::state,
                                status ->
                                        Objects.requireNonNull(status.latest()).value())
                        .containsExactly(
                                tuple(KpiStatus.State.WITHIN, 1 / 24.0 * 100),
                                tuple(KpiStatus.State.BREACH, 50.0),
                                tuple(KpiStatus.State.WITHIN, 0.0)));
        assertThat(PROJECTS.stream().flatMap(project -> history.page(project, 10, null).reports().stream()))
                .extracting(DriftReport::format)
                .contains(ReportFormat.EVIDENTLY, ReportFormat.EVIDENTLY_LEGACY, ReportFormat.SUMMARY);
        assertThat(board(Set.of(AlertState.FIRING)).rows())
                .extracting(row -> row.episode().name() + " " + row.episode().project())
                .contains("DataDriftDetected carvision");
    }

    private KpiStatus drift(ProjectKey project) {
        return kpis.status(project).stream()
                .filter(status -> status.kpi().name().equals("data_drift_pct"))
                .findFirst()
                .orElseThrow();
    }

    /// Of both formats, with scripts that draw it, shut in a frame.
    @ParameterizedTest
    @CsvSource({"bankchurn, income", "carvision, gearbox"})
    void showsThePageThatEvidentlyMade(String project, String drifted) {
        var page = signedIn("drift/" + project, ColorScheme.LIGHT, DESK);
        assertThat(page.locator("main")).containsText(drifted);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show it"))
                .click();
        var frame = page.frameLocator("iframe");
        assertThat(frame.locator("body")).containsText("Dataset Drift");
        assertThat(frame.locator("body")).containsText(drifted);
    }

    /// What a release manager does about a version whose run was never marked.
    @Test
    void mendsAVersionByWhatItsReasonSays() throws IOException {
        var page = signedIn("integrity?project=bankchurn", ColorScheme.LIGHT, DESK);
        page.keyboard().press("/");
        page.keyboard().type("v1.6.2");
        assertThat(row(page, "v1.0.2")).isHidden();
        row(page, "v1.6.2").click();
        assertThat(page.locator(".panel")).containsText("No run claims v1.6.2");
        page.getByText("Open version").click();
        assertThat(page.locator("h1")).hasText("v1.6.2");
        assertThat(page.locator(".checks")).containsText("train-v1.6.2");
        Screens.shoot(page, "version-without-run");

        var run = DATA.resolve("demo/bankchurn/mlruns/727056897855393369/3f83273a477015694e505432509f69b5");
        Files.writeString(run.resolve("tags/version"), "v1.6.2");
        var sources = signedIn("settings/sources", ColorScheme.LIGHT, DESK);
        sources.locator("section")
                .filter(new Locator.FilterOptions().setHasText("Bank churn"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Sync Runs now")))
                .click();

        // The other page follows by itself.
        assertThat(page.locator(".screen-bar")).containsText("Whole");
        page.navigate(url("integrity?project=bankchurn&q=v1.6.2"));
        assertThat(page.locator("vaadin-grid")).not().containsText("No run claims");
        assertThat(verdicts()).containsEntry(Outcome.PASS, 51L);

        Files.delete(run.resolve("tags/version"));
        sources.locator("section")
                .filter(new Locator.FilterOptions().setHasText("Bank churn"))
                .getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Full sweep of Runs")))
                .click();
        Awaitility.await().untilAsserted(() -> assertThat(verdicts()).containsEntry(Outcome.PASS, 50L));
    }

    @Test
    void saysSoWhenAnAddressLeadsNowhere() {
        var page = signedIn("nowhere/at/all", ColorScheme.LIGHT, DESK);
        assertThat(page.getByText("There is no such page")).isVisible();
        assertThat(page).hasTitle("Not found – Vigía");
        assertAccessible(page);
    }

    @Test
    void asksForASignInAndComesBackToWhereOneWanted() {
        var page = page(ColorScheme.LIGHT, DESK);
        page.navigate(url("runs?project=carvision"));
        assertThat(page).hasURL(Pattern.compile("/login"));
        // The demo says how to get in; nobody else does.
        assertThat(page.locator("body")).containsText("vigia-demo");
        page.fill("input[name=username]", "admin");
        page.fill("input[name=password]", "vigia-demo");
        page.press("input[name=password]", "Enter");
        assertThat(page).hasURL(Pattern.compile("runs\\?project=carvision"));
        assertThat(page.locator("h1")).hasText("Runs");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
    void isUsableByEveryoneInLightAndDarkAtADeskAndOnAPhone(ColorScheme scheme, int width) {
        var page = signedIn("", scheme, width);
        var first = board(Set.of(AlertState.FIRING)).rows().getFirst().episode().id();
        var alert = new Screen("alerts?alert=" + first, ".alert-detail h2, .alert-detail h1", "alert");
        for (var screen : Stream.concat(SCREENS.stream(), Stream.of(alert)).toList()) {
            page.navigate(url(screen.path()));
            page.locator(screen.shown()).locator("visible=true").first().waitFor();
            assertAccessible(page);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("nothing sticks out of " + screen.path() + " sideways")
                    .isEqualTo(true);
            Screens.shoot(
                    page,
                    screen.name() + (width == PHONE ? "-phone" : "") + (scheme == ColorScheme.DARK ? "-dark" : ""));
        }
    }

    private Page signedIn(String path, ColorScheme scheme, int width) {
        var page = page(scheme, width);
        signIn(page, "admin", "vigia-demo");
        page.navigate(url(path));
        page.locator("main").waitFor();
        return page;
    }
}
