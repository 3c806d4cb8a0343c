package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.vigia.platform.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertIntakeTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /// Not started: it takes nothing, as one whose queue is full.
    private final AlertIntake intake = new AlertIntake(new IntakeWriter(mock(IntakeBatch.class), Dialect.H2), meters);

    @Test
    void countsFromZeroBeforeAnythingCame() {
        assertThat(meters.get("vigia.alert.intake.alerts").counter().count()).isZero();
        assertThat(meters.get("vigia.alert.intake").timers())
                .extracting(timer -> timer.getId().getTag("outcome"))
                .containsExactlyInAnyOrder("stored", "refused", "busy");
        assertThat(timed("stored")).isZero();
    }

    @Test
    void countsADeliveryThatFindsNoPlace() {
        var delivery = new Delivery(
                "main", "token:1", "vigia", "", 0, List.of(), "", new Delivery.RawBody("", 0, new byte[0]));
        assertThatThrownBy(() -> intake.store(delivery)).isInstanceOf(IntakeBusyException.class);
        assertThat(timed("busy")).isOne();
        assertThat(timed("stored")).isZero();
    }

    private long timed(String outcome) {
        return meters.get("vigia.alert.intake").tag("outcome", outcome).timer().count();
    }
}
