package dev.vigia.integrity.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.Location;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = Preview.class, properties = "vaadin.productionMode=true")
@WithMockUser(username = "ana@ops")
class CompareViewTest extends SpringBrowserlessTest {

    @Test
    void showsWhatDiffersWithItsChangeAndSaysWhatCouldNotBeRead() {
        open("compare/bankchurn?a=v1.3.0&b=v1.4.0");
        assertThat(text())
                .contains("3 lines differ")
                .contains("metrics.json" + "rmse" + "0.118" + "0.137" + "+0.019 (+16 %)")
                .contains("params.yaml" + "train.depth" + "6" + "None" + "changed")
                .contains("rmse" + "0.118" + "–" + "gone")
                .contains("v1.4.0 has no run")
                .contains("1 the same")
                .contains("v1.4.0: eval/scores.py cannot be read")
                .doesNotContain("rows");
    }

    @Test
    void showsWhatIsTheSameWhenAskedToAndSwapsTheVersions() {
        open("compare/bankchurn?a=v1.3.0&b=v1.4.0");
        test($(Chip.class).single()).click();
        roundTrip();
        assertThat(text()).contains("rows");
        test($(NativeButton.class).withText("⇄").single()).click();
        roundTrip();
        assertThat(address()).contains("a=v1.4.0").contains("b=v1.3.0").contains("all");
    }

    @Test
    void takesTheVersionBeforeWhenTheAddressNamesOnlyOne() {
        open("compare/bankchurn?b=v1.4.0");
        assertThat(text()).contains("v1.3.1");
    }

    @Test
    void drawsThePlotsOfBothAndSaysWhatItCannotDraw() {
        open("compare/bankchurn?a=v1.3.0&b=v1.4.0");
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            var plots = $(VersionPlotCards.class).single().getElement();
            assertThat(plots.getTextRecursively()).contains("ROC").contains("its template confusion is not drawn here");
            assertThat(plots.getOuterHTML()).contains("vigia-chart");
        });
    }

    @Test
    void saysSoWhenThereIsNoSuchVersion() {
        open("compare/bankchurn?a=v99&b=v1.4.0");
        assertThat($(EmptyState.class).single().getElement().getTextRecursively())
                .contains("No such version")
                .contains("v99");
    }

    @Test
    void isReachedFromTheTableAndFromTheVersionsPage() {
        open("integrity?project=bankchurn&version=v1.3.1");
        assertThat($(VersionPanel.class).single().getElement().getOuterHTML()).contains("compare/bankchurn?b=v1.3.1");
        open("projects/bankchurn/version?tag=v1.4.0");
        assertThat($(VersionView.class).single().getElement().getOuterHTML()).contains("compare/bankchurn?b=v1.4.0");
    }

    private String text() {
        return $(VersionDifferences.class).single().getElement().getTextRecursively();
    }

    private static String address() {
        return UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters();
    }

    private void open(String address) {
        var location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
        roundTrip();
    }
}
