package dev.vigia.runbooks.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.RunbookLibrary;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@VigiaIntegrationTest(
        properties = {
            "vaadin.productionMode=true",
            "vigia.file-roots=${user.dir}/ops",
            "vigia.runbooks.rules=${user.dir}/ops/prometheus/rules.yml"
        })
@WithMockUser(username = "ana@ops")
class LibraryViewTest extends SpringBrowserlessTest {

    @Autowired
    private RunbookLibrary library;

    @Test
    void listsTheRunbooksWithWhatMattersAtNight() {
        navigate("runbooks", LibraryView.class);

        var rows = $(ListItem.class).all();
        assertThat(rows).hasSize(11);
        assertThat(rows.stream().map(row -> text(row.getElement())).filter(row -> row.contains("ServiceDown")))
                .first()
                .asString()
                .contains("ServiceDown", "Critical", "respond within 5 min", "@ml-platform", "shipped with Vigía");
    }

    @Test
    void searchesAllTextsAndKeepsTheQuestionInTheAddress() {
        navigate("runbooks", LibraryView.class);

        test($(FilterField.class).first()).setValue("inodes");

        assertThat($(ListItem.class).all())
                .singleElement()
                .satisfies(row -> assertThat(text(row.getElement())).contains("DiskFull", "inodes"));
        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("runbooks?q=inodes");
    }

    @Test
    void saysSoWhenNothingIsFound() {
        UI.getCurrent().navigate("runbooks", QueryParameters.of("q", "zeppelin"));

        assertThat(text($(EmptyState.class).first().getElement())).contains("Nothing found", "zeppelin");
    }

    @Test
    void showsCoverageBothWays() {
        navigate("runbooks", LibraryView.class);

        test($(Chip.class).all().get(2)).click();

        assertThat($(ListItem.class).all()).hasSize(17);
        assertThat(text($(CoverageLists.class).first().getElement()))
                .contains("0 alerts have no runbook", "0 runbooks were never used", "raised by a rule");
    }

    @Test
    void showsThatTheLinterIsContent() {
        UI.getCurrent().navigate("runbooks", QueryParameters.of("show", "findings"));

        assertThat(text($(EmptyState.class).first().getElement())).contains("Nothing to find");
    }

    @Test
    void opensARunbookThatAsksAndCanBeCopied() {
        navigate("runbooks/disk-full", RunbookPage.class);

        assertThat(UI.getCurrent().getInternals().getTitle()).isEqualTo("DiskFull – Runbooks – Vigía");
        assertThat($(CodeBlock.class).all()).hasSizeGreaterThan(8);
        assertThat($(CodeBlock.class).all().getFirst().getElement().toString())
                .contains("data-copy")
                .contains("Still to be filled in: instance, mountpoint");
        assertThat($(Checkbox.class).all())
                .isNotEmpty()
                .allSatisfy(box -> assertThat(box.isReadOnly()).isTrue());
    }

    @Test
    void aFactThatIsKnownIsAnswered() {
        assertThat(library.ask(new Block.Fact("stale-sources", Map.of(), "stale-sources"), null, Map.of()))
                .isPresent();
        assertThat(library.ask(new Block.Fact("none", Map.of(), "none"), null, Map.of()))
                .isEmpty();
    }

    private static String text(Element element) {
        return element.isTextNode()
                ? element.getText()
                : element.getChildren().map(LibraryViewTest::text).collect(Collectors.joining(" "));
    }
}
