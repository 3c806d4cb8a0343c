package dev.vigia.integrity;

import static dev.vigia.integrity.IntegrityFixtures.run;
import static dev.vigia.integrity.IntegrityFixtures.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runs.Run;
import dev.vigia.versions.VersionTag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private final VersionTag counted = tag("churn@v1.2.0#4");

    @Test
    void takesTheShorterFormsOfAnArtifactsTag() {
        assertThat(new Claims(List.of(counted)).of(counted))
                .containsExactly("churn@v1.2.0#4", "churn@v1.2.0", "v1.2.0");
        var plain = tag("v1.2.0");
        assertThat(new Claims(List.of(plain)).of(plain)).containsExactly("v1.2.0");
    }

    @Test
    void refusesTheBareVersionOnceAnotherArtifactHasIt() {
        var other = tag("fraud@v1.2.0");
        var claims = new Claims(List.of(counted, other));

        assertThat(claims.of(counted)).containsExactly("churn@v1.2.0#4", "churn@v1.2.0");
        assertThat(claims.of(other)).containsExactly("fraud@v1.2.0");
        assertThat(claims.accepting("v1.2.0")).isEmpty();
        assertThat(claims.family("v1.2.0")).containsExactlyInAnyOrder(counted, other);
    }

    @Test
    void forgetsADeletedRival() {
        var rival = IntegrityFixtures.deleted(tag("fraud@v1.2.0"));
        assertThat(new Claims(List.of(counted, rival)).of(counted)).contains("v1.2.0");
    }

    @Test
    void leavesAnotherTagsOwnRunAlone() {
        var plain = tag("churn@v1.2.0");
        var claims = new Claims(List.of(counted, plain));
        var mine = run("aaaa", "churn@v1.2.0#4", counted.commit());
        var its = run("bbbb", "churn@v1.2.0", plain.commit());

        assertThat(claims.runsOf(counted, byVersion(mine, its))).containsExactly(mine);
        assertThat(claims.runsOf(plain, byVersion(mine, its))).containsExactly(its);
        assertThat(claims.runsOf(counted, byVersion(its))).containsExactly(its);
    }

    @Test
    void findsTheVersionInsideAClaim() {
        assertThat(Claims.bare("churn@v1.2.0#4")).isEqualTo("v1.2.0");
        assertThat(Claims.bare("release-1.2.3")).isEqualTo("release-1.2.3");
    }

    private static Map<String, List<Run>> byVersion(Run... runs) {
        return Arrays.stream(runs).collect(Collectors.groupingBy(run -> String.valueOf(run.version())));
    }
}
