package dev.vigia.runs.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.router.QueryParameters;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = ScreensWithoutSources.class, properties = "vaadin.productionMode=true")
@WithMockUser(username = "ana@ops")
class RunCompareViewTest extends SpringBrowserlessTest {

    @Autowired
    private ScreensWithoutSources screens;

    @BeforeEach
    void freshRuns() {
        screens.reset();
    }

    @Test
    void setsRunsSideBySideWithTheirDistanceFromTheFirst() {
        compare("", 1, 2, 3);
        assertThat(row("rmse")).contains("0.1191", "0.1198", "+0.0007 (+0.6 %)");
        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("Comparing 3 runs – Vigía");
    }

    @Test
    void highlightsOnlyWhatDiffers() {
        compare("", 1, 2);
        assertThat(differing("max_depth")).isEqualTo(1);
        assertThat(differing("n_estimators")).isZero();
    }

    @Test
    void leavesOutWhatIsTheSameWhenAskedTo() {
        compare("", 1, 2);
        assertThat(names()).contains("n_estimators");
        test($(Chip.class).all().stream()
                        .filter(chip -> chip.getElement().getTextRecursively().equals("Only differences"))
                        .findFirst()
                        .orElseThrow())
                .click();
        assertThat(names()).doesNotContain("n_estimators").contains("max_depth");
    }

    @Test
    void readsFromTheAddressThatOnlyDifferencesAreWanted() {
        compare("&only=differences", 1, 2);
        assertThat(names()).doesNotContain("n_estimators");
    }

    @Test
    void measuresAgainstAnotherBase() {
        compare("", 1, 2);
        test($(NativeButton.class).withText("Make base").single()).click();
        assertThat(row("rmse")).contains("−0.0007 (−0.6 %)");
    }

    @Test
    void takesOneOutOfThree() {
        compare("", 1, 2, 3);
        test($(NativeButton.class).withText("Remove").first()).click();
        assertThat($(RunComparisonTable.class).single().getElement().getTextRecursively())
                .contains(ScreensWithoutSources.id(2).abbreviated())
                .doesNotContain(ScreensWithoutSources.id(1).abbreviated());
    }

    @Test
    void saysSoWhenTheRunsAreNotThere() {
        open("compare=dead,beef");
        assertThat($(EmptyState.class).single().getElement().getTextRecursively())
                .contains("Nothing to compare");
    }

    private void compare(String more, int... runs) {
        open("compare="
                + IntStream.of(runs)
                        .mapToObj(number -> ScreensWithoutSources.id(number).value())
                        .collect(Collectors.joining(","))
                + more);
    }

    private void open(String query) {
        UI.getCurrent().navigate("runs", QueryParameters.fromString(query));
        roundTrip();
    }

    private String row(String name) {
        return rows().stream()
                .filter(row -> row.getElement().getChild(0).getTextRecursively().equals(name))
                .findFirst()
                .orElseThrow()
                .getElement()
                .getTextRecursively();
    }

    private long differing(String name) {
        return rows().stream()
                .filter(row -> row.getElement().getChild(0).getTextRecursively().equals(name))
                .flatMap(row -> row.getChildren())
                .filter(cell -> cell instanceof NativeTableCell && cell.hasClassName("differs"))
                .count();
    }

    private List<String> names() {
        return rows().stream()
                .map(row -> row.getElement().getChild(0).getTextRecursively())
                .toList();
    }

    private List<NativeTableRow> rows() {
        return $(NativeTableRow.class).all();
    }
}
