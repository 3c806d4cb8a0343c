package dev.vigia.runs.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.router.QueryParameters;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.platform.ui.Snippet;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunCatalog;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = ScreensWithoutSources.class, properties = "vaadin.productionMode=true")
@WithMockUser(username = "ana@ops")
class RunsViewTest extends SpringBrowserlessTest {

    @Autowired
    private ScreensWithoutSources screens;

    @Autowired
    private RunCatalog catalog;

    @BeforeEach
    void freshRuns() {
        screens.reset();
    }

    @Test
    void listsTheRunsOfTheFirstProjectNewestFirst() {
        open("runs");
        assertThat(test(grid()).getRow(0)).isEqualTo(SampleRuns.run(0));
        assertThat(grid().getDataProvider().size(new Query<>())).isEqualTo(19_622);
        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("Runs of bankchurn – Vigía");
    }

    @Test
    void givesAColumnToTheIndicatorsThatRunsHave() {
        open("runs");
        assertThat(grid().getColumns().stream().map(column -> column.getKey()))
                .contains("metric:rmse", "metric:train_time_s", "metric:data_drift_pct")
                .doesNotContain("metric:qwk");
    }

    @Test
    void showsNotANumberAndInfinityAsThemselves() {
        open("runs");
        var failed = test(grid()).getRow(5);
        assertThat(failed.metrics().get("rmse")).isInfinite();
        assertThat(test(grid()).getLitRendererPropertyValue(5, "metric:rmse", "value", String.class))
                .isEqualTo("∞");
    }

    @Test
    void filtersByWhatTheAddressSays() {
        open("runs?project=bankchurn&status=failed&experiment=churn-baseline&q=heron");
        assertThat(test(grid()).getRow(0)).satisfies(run -> {
            assertThat(run.status().name()).isEqualTo("FAILED");
            assertThat(run.experiment()).isEqualTo("churn-baseline");
        });
        assertThat($(FilterField.class).single().getValue()).isEqualTo("heron");
    }

    @Test
    void typingFiltersAtOnce() {
        open("runs");
        test($(FilterField.class).single()).setValue(ScreensWithoutSources.id(4).value());
        assertThat(test(grid()).size()).isEqualTo(1);
    }

    @Test
    void opensTheRunOfTheAddress() {
        var run = SampleRuns.run(1);
        open("runs?project=bankchurn&run=" + run.id());
        assertThat($(RunPanel.class).single().getElement().getTextRecursively())
                .contains(run.name(), "Finished", "0.1191", "max_depth", "retention");
        assertThat(UI.getCurrent().getInternals().getTitle()).startsWith(run.name());
        assertThat($(Anchor.class).withText("v1.30.0").single().getHref())
                .isEqualTo("projects/bankchurn/version?tag=v1.30.0");
    }

    @Test
    void leadsFromARunToThoseNestedInItAndBack() {
        screens.serve(4, number -> number == 0 ? SampleRuns.run(0) : SampleRuns.within(SampleRuns.run(number), 0));
        open("runs?run=" + ScreensWithoutSources.id(0));
        assertThat($(RunPanel.class).single().getElement().getTextRecursively()).contains("3 children");
        assertThat($(Anchor.class).all().stream().map(Anchor::getHref))
                .contains(RunNavigation.toRun(SampleRuns.project(), ScreensWithoutSources.id(3)));

        open("runs?run=" + ScreensWithoutSources.id(3));
        assertThat($(RunPanel.class).single().getElement().getTextRecursively()).contains("Part of");
        assertThat($(Anchor.class).all().stream().map(Anchor::getHref))
                .contains(RunNavigation.toRun(SampleRuns.project(), ScreensWithoutSources.id(0)));
    }

    @Test
    void clickingARowOpensItAndCloseGoesBack() {
        open("runs?q=heron");
        test(grid()).clickRow(2);
        assertThat($(RunPanel.class).exists()).isTrue();
        test($(NativeButton.class).withAttribute("aria-label", "Close").single())
                .click();
        assertThat($(RunPanel.class).exists()).isFalse();
        assertThat($(FilterField.class).single().getValue())
                .as("the filter stays")
                .isEqualTo("heron");
    }

    @Test
    void foldsAParameterOfEightThousandCharacters() {
        var params = new TreeMap<>(SampleRuns.run(1).params());
        params.put("prompt", "x".repeat(8000));
        screens.serve(3, number -> SampleRuns.withParams(SampleRuns.run(number), params));
        open("runs?run=" + ScreensWithoutSources.id(1));
        var fold = $(NativeDetails.class).all().stream()
                .filter(details -> details.hasClassName("fold"))
                .findFirst()
                .orElseThrow();
        assertThat(fold.isOpen()).isFalse();
        assertThat(fold.getSummary().getElement().getTextRecursively()).contains("8\u202F000 characters");
    }

    @Test
    void showsHostileTextAsText() {
        var hostile = "<img src=x onerror=alert(1)>";
        screens.serve(3, number -> SampleRuns.named(SampleRuns.run(number), hostile));
        open("runs?run=" + ScreensWithoutSources.id(1));
        assertThat($(H2.class).withText(hostile).exists()).isTrue();
        assertThat($(RunPanel.class).single().getElement().getOuterHTML()).doesNotContain("<img");
    }

    @Test
    void leavesOutALinkThatIsNotOfTheWeb() {
        doReturn(Optional.of("javascript:alert(1)")).when(catalog).link(any(), any());
        open("runs?run=" + ScreensWithoutSources.id(1));
        assertThat($(RunPanel.class).single().getElement().getTextRecursively()).doesNotContain("Open in MLflow");
    }

    @Test
    void saysSoWhenTheProjectHasNoSuchRun() {
        open("runs?project=bankchurn&run=deadbeef");
        assertThat($(EmptyState.class).single().getElement().getTextRecursively())
                .contains("No such run", "deadbee");
    }

    @Test
    void ticksTwoAndOffersToCompareThem() {
        open("runs?pick=" + ScreensWithoutSources.id(1) + "," + ScreensWithoutSources.id(2));
        test($(Button.class).withText("Compare 2").single()).click();
        assertThat($(RunComparisonPage.class).exists()).isTrue();
    }

    @Test
    void newRunsWaitWhileAPointerIsInTheList() {
        screens.serve(10, number -> SampleRuns.run(number + 2));
        open("runs");
        pointer("mouseenter");
        screens.serve(12, SampleRuns::run);
        screens.changed("runs/bankchurn");
        roundTrip();
        var strip = $(NewRunsStrip.class).single();
        assertThat(strip.getText()).isEqualTo("2 new · show");
        pointer("mouseleave");
        assertThat(strip.isVisible()).isFalse();
        assertThat(test(grid()).getRow(0)).isEqualTo(SampleRuns.run(0));
    }

    @Test
    void offersToClearFiltersThatFindNothing() {
        open("runs?q=zzz");
        test($(NativeButton.class).withText("Clear the filters").single()).click();
        assertThat(test(grid()).size()).isPositive();
    }

    @Test
    void teachesHowToLogAFirstRun() {
        screens.serve(0, SampleRuns::run);
        open("runs");
        assertThat($(Snippet.class).single().getElement().getTextRecursively()).contains("mlflow.set_tag(\"version\"");
    }

    @Test
    void teachesHowToAddAFirstProject() {
        screens.without(new ProjectKey("bankchurn"));
        screens.without(new ProjectKey("carvision"));
        open("runs");
        assertThat($(Snippet.class).single().getElement().getTextRecursively()).contains("tracking-uri:");
    }

    @Test
    void namesEveryProject() {
        open("runs?project=carvision");
        assertThat(chip("CarVision").isSelected()).isTrue();
        assertThat(chip("Bank churn").isSelected()).isFalse();
    }

    private Chip chip(String label) {
        return $(Chip.class).all().stream()
                .filter(chip -> chip.getElement().getTextRecursively().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private void pointer(String event) {
        var element = grid().getElement();
        element.getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(element, event, JacksonUtils.createObjectNode()));
    }

    private RunGrid grid() {
        return $(RunGrid.class).single();
    }

    private void open(String address) {
        int query = address.indexOf('?');
        UI.getCurrent()
                .navigate(
                        query < 0 ? address : address.substring(0, query),
                        QueryParameters.fromString(query < 0 ? "" : address.substring(query + 1)));
        roundTrip();
    }
}
