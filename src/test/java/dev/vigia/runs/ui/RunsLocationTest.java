package dev.vigia.runs.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsLocationTest {

    private static final RunId A = new RunId("a");
    private static final RunId B = new RunId("b");

    @Test
    void comesBackFromItsOwnAddress() {
        var location = RunsLocation.start(new ProjectKey("bankchurn"))
                .withExperiment("churn & co")
                .withStatus(RunStatus.FAILED)
                .withVersion("churn@v1.2.0#4")
                .withText("a, b")
                .withDeleted(true)
                .withPicked(List.of(B, A))
                .withRun(A);
        assertThat(RunsLocation.of(location.parameters())).isEqualTo(location);
    }

    @Test
    void keepsTheOrderOfWhatIsCompared() {
        var location = RunsLocation.of(QueryParameters.fromString("project=bankchurn&compare=b,a&only=differences"));
        assertThat(location.comparing()).isTrue();
        assertThat(location.onlyDifferences()).isTrue();
        assertThat(location.picked()).containsExactly(B, A);
        assertThat(location.withBase(A).picked()).containsExactly(A, B);
    }

    @Test
    void ignoresWhatMakesNoSense() {
        var location = RunsLocation.of(
                QueryParameters.fromString("project=NOT%20A%20KEY&status=sleeping&compare=a&pick=x&run="));
        assertThat(location.project()).isNull();
        assertThat(location.status()).isNull();
        assertThat(location.run()).isNull();
        assertThat(location.comparing()).as("one run is no comparison").isFalse();
    }

    @Test
    void comparesFiveAtMost() {
        var location = RunsLocation.of(QueryParameters.fromString("compare=a,b,c,d,e,f,a"));
        assertThat(location.picked()).hasSize(5);
    }

    @Test
    void encodesWhatAnAddressCannotHold() {
        var address = RunNavigation.toClaiming(new ProjectKey("bankchurn"), "churn@v1#4&x=\"<");
        assertThat(address).doesNotContain("#", "\"", "<").contains("version=churn%40v1%234%26x%3D");
    }
}
