package dev.vigia.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.demo.RecordedDay.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RecordedDayTest {

    private static final Instant END = Instant.parse("2031-05-06T07:08:09Z");
    private static final Pattern GROUP = Pattern.compile("\"groupKey\":\"(.*?)\",");

    private final RecordedDay day = RecordedDay.endingAt(END);

    @Test
    void coversADayThatEndsWhenItIsToldTo() {
        assertThat(day.lines())
                .extracting(Line::at)
                .isSorted()
                .allSatisfy(at -> assertThat(at).isBetween(END.minus(Duration.ofDays(1)), END));
        assertThat(day.lines().getFirst().at()).isBefore(END.minus(Duration.ofHours(23)));
    }

    @Test
    void movesTheTimesOfWhatWasSaidAndNothingElse() {
        assertThat(RecordedDay.moved("""
                {"startsAt":"2026-11-22T06:18:03.089392252Z","endsAt":"0001-01-01T00:00:00Z","other":"2026-11-22T06:18:03Z"}""", Duration.ofHours(1))).isEqualTo("""
                        {"startsAt":"2026-11-22T07:18:03.089392252Z","endsAt":"0001-01-01T00:00:00Z","other":"2026-11-22T06:18:03Z"}""");
    }

    @Test
    void holdsWhatARealAlertmanagerSaysInADay() {
        var bodies = day.lines().stream()
                .map(Line::delivery)
                .filter(Objects::nonNull)
                .toList();
        assertThat(bodies.stream().map(body -> {
                    var group = GROUP.matcher(body);
                    assertThat(group.find()).isTrue();
                    return group.group(1);
                }))
                .as("groups")
                .hasSizeGreaterThan(60);
        assertThat(bodies.stream()
                        .flatMap(body -> GROUP.matcher(body).results().map(found -> found.group(1)))
                        .distinct())
                .as("different groups")
                .hasSizeGreaterThan(10);
        assertThat(bodies)
                .filteredOn(body -> body.contains("\"alertname\":\"Watchdog\""))
                .hasSize(24);
        assertThat(bodies)
                .filteredOn(body -> body.contains("\"status\":\"resolved\""))
                .hasSizeGreaterThan(10);
        assertThat(bodies)
                .filteredOn(body -> body.contains("\"truncatedAlerts\":2"))
                .isNotEmpty();
    }
}
