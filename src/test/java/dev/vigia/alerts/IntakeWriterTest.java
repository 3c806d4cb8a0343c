package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.vigia.platform.Dialect;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/// What another replica can do to a batch: the database lets one of two go on that wait for each other.
class IntakeWriterTest {

    private static final DeliveryStore.Row ROW = new DeliveryStore.Row(
            new Delivery("main", "token:1", "vigia", "", 0, List.of(), "", new Delivery.RawBody("", 0, new byte[0])),
            DeliveryStore.Outcome.STORED);

    private final IntakeBatch batch = mock(IntakeBatch.class);
    private final IntakeWriter writer = new IntakeWriter(batch, Dialect.POSTGRESQL);

    @BeforeEach
    void start() {
        writer.start();
    }

    @AfterEach
    void stop() {
        writer.stop();
    }

    @Test
    void storesOnceMoreWhatWasSentBack() throws Exception {
        when(batch.store(anyList()))
                .thenThrow(new CannotAcquireLockException("deadlock"))
                .thenReturn(new IntakeBatch.Stored(0, 0));
        writer.offer(ROW).get(20, TimeUnit.SECONDS);
        verify(batch, times(2)).store(List.of(ROW));
    }

    @Test
    void givesUpWhatIsSentBackAgainAndAgain() {
        when(batch.store(anyList())).thenThrow(new CannotAcquireLockException("deadlock"));
        var waiting = writer.offer(ROW);
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CannotAcquireLockException.class);
        verify(batch, times(3)).store(List.of(ROW));
        assertThat(writer.isRunning()).isTrue();
    }
}
