package dev.vigia.integrity.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.Location;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.platform.ui.Snippet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;

@SpringBootTest(classes = Preview.class, properties = "vaadin.productionMode=true")
@WithMockUser(username = "ana@ops")
class IntegrityViewTest extends SpringBrowserlessTest {

    @Autowired
    private FakeDoors doors;

    /// Before the next test, not before this one: the start page is shown before anything here runs.
    @AfterEach
    void freshRows() {
        doors.reset();
    }

    @Test
    void putsProblemsFirstWorstFirst() {
        open("integrity?project=bankchurn");
        assertThat(tags(5)).containsExactly("v1.4.0", "v1.3.1", "v1.0.2", "v1.3.0", "27 in order");
    }

    @Test
    void opensTheRowOfTheAddress() {
        open("integrity?project=bankchurn&version=v1.3.1");
        assertThat($(VersionPanel.class).single().getElement().getTextRecursively())
                .contains("v1.3.1")
                .contains("2 of 5 outputs are not in s3-prod");
        assertThat($(ComparisonTable.class).exists()).isTrue();
    }

    @Test
    void saysSoWhenTheAddressNamesNoVersion() {
        open("integrity?project=bankchurn&version=v99");
        assertThat($(VersionPanel.class).single().getContent().getElement().getTextRecursively())
                .contains("No version tag of bankchurn has this name");
    }

    @Test
    void leavesOnlyProblemsWhenAskedTo() {
        open("integrity?project=bankchurn&show=problems");
        assertThat(tags(10)).containsExactly("v1.4.0", "v1.3.1", "v1.0.2", "v1.3.0");
    }

    @Test
    void filtersByTheCheckThatFails() {
        open("integrity?project=bankchurn&check=same-code");
        assertThat(tags(10)).containsExactly("v1.4.0", "v1.3.0");
    }

    @Test
    void sortsByTagWithoutDividingTheTable() {
        open("integrity?project=bankchurn&sort=tag");
        assertThat(tags(2)).containsExactly("v0.9.1", "v0.9.10");
    }

    @Test
    void typingReplacesTheAddressRatherThanAddingToTheHistory() {
        open("integrity?project=bankchurn");
        test($(FilterField.class).single()).setValue("no run claims");
        assertThat(tags(5)).containsExactly("v1.0.2");
    }

    @Test
    void saysHowManyNeedSomeoneOnEachProject() {
        open("integrity");
        assertThat($(Chip.class).all().stream().map(chip -> chip.getElement().getTextRecursively()))
                .contains("Bank churn4", "Car vision1", "Essays", "Problems5", "All89");
    }

    @Test
    void saysThatNothingNeedsAnyone() {
        open("integrity?project=essay-score&show=problems");
        assertThat($(EmptyState.class).single().getElement().getTextRecursively())
                .contains("Nothing needs anyone")
                .contains("28 versions are in order");
    }

    @Test
    void offersToClearFiltersThatMatchNothing() {
        open("integrity?project=bankchurn&q=zzz");
        test($(NativeButton.class).withText("Clear all filters").first()).click();
        assertThat(tags(1)).containsExactly("v1.4.0");
    }

    @Test
    void teachesHowToWatchAFirstProject() {
        // The start page has shown the table already, and a shown view is shown again.
        open("projects/bankchurn/version?tag=v1.4.0");
        doors.projects.clear();
        open("integrity");
        assertThat($(Snippet.class).single().getElement().getTextRecursively()).contains("tracking-uri:");
    }

    @Test
    void teachesHowToReleaseAFirstVersion() {
        doors.rows.clear();
        open("integrity?project=bankchurn");
        assertThat($(Snippet.class).single().getElement().getTextRecursively()).contains("git tag -a v1.0.0");
    }

    @Test
    void listsRunsThatClaimAVersionWrongly() {
        open("integrity?project=bankchurn");
        assertThat($(OrphanRuns.class).single().getElement().getTextRecursively())
                .contains("2 runs claim a version wrongly")
                .contains("Claims v1.9.9, but no tag has that version");
    }

    @Test
    void asksTheRemotesForEverythingOnRequest() {
        open("integrity?project=bankchurn&version=v1.3.1");
        test($(DeepCheckButton.class).single()).click();
        assertThat(doors.deepChecks).extracting(Object::toString).containsExactly("v1.3.1");
    }

    @Test
    void showsAVersionsPageEvenIfALinkOutIsHostile() {
        open("projects/bankchurn/version?tag=v1.4.0");
        assertThat($(VersionSide.class).single().getElement().getTextRecursively())
                .contains("bankchurn")
                .doesNotContain("Tag on its Git host");
    }

    @Test
    void offersTheCommandThatLinksACandidate() {
        open("projects/bankchurn/version?tag=v1.0.2");
        assertThat($(Snippet.class).single().getElement().getTextRecursively()).contains("version v1.0.2");
    }

    @Test
    void saysSoWhenThereIsNoSuchVersion() {
        open("projects/bankchurn/version?tag=v99");
        assertThat($(EmptyState.class).single().getElement().getTextRecursively())
                .contains("No such version");
    }

    private List<String> tags(int most) {
        var grid = $(IntegrityGrid.class).single();
        var rows = test(grid);
        return IntStream.range(0, Math.min(most, rows.size()))
                .mapToObj(rows::getRow)
                .map(item -> switch ((IntegrityItem) item) {
                    case IntegrityItem.Version version -> version.row().tag().value();
                    case IntegrityItem.InOrder line -> line.versions() + " in order";
                })
                .toList();
    }

    private void open(String address) {
        var location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
        roundTrip();
    }
}
