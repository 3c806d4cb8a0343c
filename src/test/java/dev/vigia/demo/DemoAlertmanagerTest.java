package dev.vigia.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.alerts.AlertSource.KnownAlert;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.Silence;
import dev.vigia.projects.DataDirectory;
import dev.vigia.projects.SourceFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAlertmanagerTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2031-05-06T07:08:09Z"), ZoneOffset.UTC);

    @TempDir
    Path data;

    private DemoAlertmanager alertmanager;

    @BeforeEach
    void start() {
        alertmanager = new DemoAlertmanager(new DayMark(new DataDirectory(data), NOW), NOW);
    }

    @Test
    void knowsWhatWasSilencedAndInhibitedWhenItWasRecorded() throws SourceFailure {
        assertThat(alertmanager.silences("production"))
                .extracting(Silence::createdBy)
                .containsExactlyInAnyOrder("mira", "ana");
        assertThat(silencedBy("DiskFull")).hasSize(1);
        assertThat(alertmanager.alerts("production"))
                .filteredOn(alert -> !alert.inhibitedBy().isEmpty())
                .singleElement()
                .satisfies(alert -> assertThat(alert.report().labels()).containsEntry("job", "essay-score"));
    }

    @Test
    void keepsASilenceThatIsMadeUntilItIsEnded() throws SourceFailure {
        var id = alertmanager.save(silence("", "alertname=~\"Batch.*\""));

        assertThat(silencedBy("BatchScoringFailed")).containsExactly(id, id);

        alertmanager.expire("production", id);
        assertThat(silencedBy("BatchScoringFailed")).isEmpty();
        assertThat(alertmanager.silences("production"))
                .filteredOn(silence -> silence.id().equals(id))
                .allMatch(Silence::isOver);
    }

    @Test
    void makesAnotherSilenceOfOtherMatchersAndEndsTheOldOne() throws SourceFailure {
        var id = alertmanager.save(silence("", "alertname=~\"Batch.*\""));
        assertThat(alertmanager.save(silence(id, "alertname=~\"Batch.*\""))).isEqualTo(id);

        var other = alertmanager.save(silence(id, "alertname=\"BackupMissing\""));

        assertThat(other).isNotEqualTo(id);
        assertThat(silencedBy("BatchScoringFailed")).isEmpty();
        assertThat(silencedBy("BackupMissing")).containsExactly(other);
    }

    @Test
    void keepsItsDayWhenItStartsAgainLater() throws SourceFailure {
        var later = Clock.fixed(NOW.instant().plusSeconds(3_600), ZoneOffset.UTC);
        var again = new DemoAlertmanager(new DayMark(new DataDirectory(data), later), later);

        assertThat(again.alerts("production"))
                .extracting(alert -> alert.report().startsAt())
                .isEqualTo(alertmanager.alerts("production").stream()
                        .map(alert -> alert.report().startsAt())
                        .toList());
    }

    @Test
    void isTheOnlyOne() {
        assertThatThrownBy(() -> alertmanager.alerts("elsewhere")).hasMessageContaining("production");
        assertThatThrownBy(() -> alertmanager.expire("production", "nothing")).hasMessageContaining("nothing");
    }

    private List<String> silencedBy(String name) throws SourceFailure {
        return alertmanager.alerts("production").stream()
                .filter(alert -> name.equals(alert.report().labels().get("alertname")))
                .map(KnownAlert::silencedBy)
                .flatMap(List::stream)
                .toList();
    }

    private static Silence silence(String id, String matchers) {
        return new Silence(
                id,
                "production",
                LabelMatchers.parse(matchers),
                NOW.instant(),
                NOW.instant().plusSeconds(600),
                "leo",
                "trying it",
                Silence.Phase.ACTIVE);
    }
}
