package dev.vigia.projects.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.vigia.platform.ui.Snippet;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFixtures;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.runs.ui.ScreensWithoutSources;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = ScreensWithoutSources.class, properties = "vaadin.productionMode=true")
@WithMockUser(username = "ana@ops")
class SourcesViewTest extends SpringBrowserlessTest {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final SourceId RUNS = SourceFixtures.id("bankchurn", SourceKind.MLFLOW);
    private static final SourceId TAGS = SourceFixtures.id("bankchurn", SourceKind.GIT);

    @Autowired
    private ScreensWithoutSources screens;

    @Autowired
    private SourceFixtures.Fake sources;

    @BeforeEach
    void freshSources() {
        screens.reset();
        sources.set(
                SourceFixtures.fresh(RUNS, NOW, "2 new runs, 1 changed"),
                SourceFixtures.fresh(TAGS, NOW, "nothing new in 31 tags"));
    }

    @Test
    void saysWhereEachSourceIsAndWhatItsLastSyncDid() {
        open();
        assertThat(row(0)).contains("Runs", "MLflow", "https://mlflow.example.org", "Fresh", "2 new runs, 1 changed");
        assertThat(row(1)).contains("Version tags", "Git", "nothing new in 31 tags");
        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("Sources – Settings – Vigía");
    }

    @Test
    void showsTheFailureWhileTheLastGoodDataStays() {
        sources.set(SourceFixtures.failing(
                RUNS, NOW, NOW.minusSeconds(9000), "mlflow-unreachable", "MLflow does not answer. Is it running?"));
        open();
        assertThat(row(0))
                .contains("Failing", "Stale", "MLflow does not answer. Is it running?", "mlflow-unreachable")
                .contains("last good sync", "what was read before stays");
    }

    @Test
    void saysSoWhenASourceWasNeverRead() {
        sources.set(SourceFixtures.never(RUNS));
        open();
        assertThat(row(0)).contains("Never read", "no good sync yet");
    }

    @Test
    void asksForASyncOfOneSource() {
        open();
        test(button("Sync now", 0)).click();
        test(button("Full sweep", 1)).click();
        assertThat(sources.asked()).containsExactly("bankchurn/MLFLOW INCREMENTAL", "bankchurn/GIT FULL");
    }

    @Test
    void asksForASyncOfAProject() {
        open();
        test(button("Sync all", 0)).click();
        assertThat(sources.asked()).containsExactly("bankchurn INCREMENTAL");
        assertThat(row(1)).contains("waiting for a free worker");
    }

    @Test
    void followsTheProgressOfASync() {
        open();
        test(button("Sync now", 0)).click();
        assertThat(button("Sync now", 0).isEnabled())
                .as("asked for once is enough")
                .isFalse();
        sources.set(SourceFixtures.syncing(sources.find(RUNS).orElseThrow(), "runs", 4000, 20_000));
        tick();
        assertThat(row(0)).contains("runs 4\u202F000 of 20\u202F000");
        assertThat($(ProgressBar.class).first().getValue()).isEqualTo(0.2);
        sources.set(SourceFixtures.fresh(RUNS, NOW.plusSeconds(5), "16 000 new runs"));
        tick();
        assertThat(row(0)).contains("16 000 new runs").doesNotContain("of 20");
        assertThat(button("Sync now", 0).isEnabled()).isTrue();
    }

    @Test
    void missesNothingThatChangesWhileItIsBeingOpened() {
        sources.afterReading(() -> {
            sources.set(SourceFixtures.fresh(RUNS, NOW.plusSeconds(5), "16 000 new runs"));
            screens.changed("sources");
        });
        open();
        roundTrip();
        assertThat(row(0)).contains("16 000 new runs");
    }

    @Test
    void showsABarWithoutAnEndWhileTheTotalIsUnknown() {
        sources.set(SourceFixtures.syncing(sources.find(TAGS).orElseThrow(), "fetching tags", 0, 0));
        open();
        assertThat(row(1)).contains("fetching tags");
        assertThat($(ProgressBar.class).all().stream().anyMatch(ProgressBar::isIndeterminate))
                .isTrue();
    }

    @Test
    void keepsAllOtherRowsWhenOneChanges() {
        open();
        var before = $(SourceRow.class).all();
        sources.set(SourceFixtures.never(TAGS));
        tick();
        assertThat($(SourceRow.class).all()).isEqualTo(before);
    }

    @Test
    void countsWhatFailsForTheNavigation() {
        sources.set(SourceFixtures.failing(TAGS, NOW, null, "git-refused", "The Git host refuses the password."));
        var freshness = new SourceFreshness(sources);
        assertThat(freshness.count().number()).isEqualTo(1);
        assertThat(freshness.note().words()).isEqualTo("1 of 2 sources fails");
        assertThat(freshness.note().at()).as("the oldest good sync").isEqualTo(NOW);
    }

    @Test
    void teachesHowToAddTheFirstProject() {
        screens.without(new ProjectKey("bankchurn"));
        screens.without(new ProjectKey("carvision"));
        open();
        assertThat($(Snippet.class).single().getElement().getTextRecursively()).contains("vigia:", "tracking-uri:");
    }

    private void tick() {
        screens.changed("sources");
        roundTrip();
    }

    private Button button(String text, int place) {
        return $(Button.class).withText(text).all().get(place);
    }

    private String row(int place) {
        return $(SourceRow.class).all().get(place).getElement().getTextRecursively();
    }

    private void open() {
        UI.getCurrent().navigate("settings/sources");
        roundTrip();
    }
}
