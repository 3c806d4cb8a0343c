package dev.vigia.runbooks.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import dev.vigia.runbooks.Block;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.RenderedRunbook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbookViewTest {

    private static final RenderedRunbook RUNBOOK = new RenderedRunbook(List.of(
            new Block.Step("a", "Look at the <code>log</code>"),
            new Block.Code("sh", "tail x", List.of()),
            new Block.Html("<p>Then</p>"),
            new Block.Details(
                    "More", List.of(new Block.Step("b", "Restart"), new Block.Fact("tides", Map.of(), "tides")), false),
            new Block.Fact("weather", Map.of(), "weather")));

    private final RunbookView view = new RunbookView(
            RUNBOOK,
            fact -> fact.name().equals("weather")
                    ? Optional.of(new LiveAnswer(LiveAnswer.Outcome.BAD, "It rains.", "overview"))
                    : Optional.empty());

    @Test
    void reportsATickAndLeavesKeepingItToWhoeverEmbedsIt() {
        var told = new ArrayList<String>();
        view.onTick((id, done) -> told.add(id + " " + done));

        boxes().getFirst().setValue(true);
        view.setTicks(Map.of("b", new StepTick("leo", Instant.EPOCH)));

        assertThat(told).containsExactly("a true");
        assertThat(view.steps()).containsExactly("a", "b");
        assertThat(boxes()).extracting(Checkbox::getValue).containsExactly(false, true);
        assertThat(view.getElement().getOuterHTML()).contains("leo");
    }

    @Test
    void hasNothingToTickByItself() {
        assertThat(boxes()).hasSize(2).allMatch(Checkbox::isReadOnly);
    }

    @Test
    void answersWhatIsKnownAndShowsTheOtherQuestions() {
        assertThat(view.getElement().getOuterHTML())
                .contains("It rains.", "href=\"overview\"", "Vigía is asked here: ", "tides");
    }

    @Test
    void keepsACommandWithItsStep() {
        assertThat(all(view).filter(StepRow.class::isInstance).findFirst().orElseThrow())
                .satisfies(step -> assertThat(all(step)).hasAtLeastOneElementOfType(CodeBlock.class));
    }

    private List<Checkbox> boxes() {
        return all(view)
                .filter(Checkbox.class::isInstance)
                .map(Checkbox.class::cast)
                .toList();
    }

    private static Stream<Component> all(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(RunbookViewTest::all));
    }
}
