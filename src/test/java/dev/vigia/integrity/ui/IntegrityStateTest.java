package dev.vigia.integrity.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.IntegrityQuery.Sort;
import dev.vigia.integrity.Outcome;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntegrityStateTest {

    private static final ProjectKey CHURN = new ProjectKey("bankchurn");

    @Test
    void comesBackFromTheAddressAsItWas() {
        var state = new IntegrityState(
                null,
                true,
                Set.of(Outcome.FAIL, Outcome.UNKNOWN),
                Set.of(CheckKind.DATA_PUSHED),
                "a&b=c #1 é",
                Sort.OLDEST,
                new RowKey(CHURN, new TagName("team/churn@v1.2.0#4 🚀")));
        var address = state.toParameters().getQueryString();
        assertThat(IntegrityState.parse(QueryParameters.fromString(address))).isEqualTo(state);
    }

    @Test
    void leavesAPlainAddressAlone() {
        assertThat(IntegrityState.START.toParameters().getQueryString()).isEmpty();
        assertThat(IntegrityState.parse(QueryParameters.empty())).isEqualTo(IntegrityState.START);
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        var parsed = IntegrityState.parse(
                QueryParameters.fromString("project=../etc&verdict=fine&check=what&sort=none&show=x&version=v1"));
        assertThat(parsed).isEqualTo(IntegrityState.START);
    }

    @Test
    void asksForProblemsOnlyEvenWhereVerdictsAreChosen() {
        var state = IntegrityState.START.withProblemsOnly(true).withVerdicts(Set.of(Outcome.PASS, Outcome.FAIL));
        assertThat(state.toQuery(List.of(CHURN)).verdicts()).containsExactly(Outcome.FAIL);
    }
}
