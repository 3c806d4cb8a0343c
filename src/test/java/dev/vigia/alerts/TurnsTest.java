package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {

    private static final AlertKey ONE = new AlertKey("main", 1);
    private static final AlertKey TWO = new AlertKey("main", 2);
    private static final AlertKey THREE = new AlertKey("main", 3);

    private final Turns turns = new Turns();

    @Test
    void whoeverWantsOneOfTheSameWaitsAndTheOthersDoNot() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> turns.during(List.of(ONE, TWO), () -> {
            begun.countDown();
            return ended(end);
        }));
        begun.await();
        var same = CompletableFuture.supplyAsync(() -> turns.during(List.of(TWO, THREE), () -> end.getCount() == 0));

        assertThat(turns.during(List.of(THREE), () -> "at once")).isEqualTo("at once");
        assertThat(same).isNotDone();
        end.countDown();
        assertThat(same.get()).as("after the first had ended").isTrue();
        assertThat(first.get()).isTrue();
    }

    @Test
    void whatFailsHoldsNothing() {
        assertThatThrownBy(() -> turns.during(List.of(ONE), () -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(turns.during(List.of(ONE), () -> "free")).isEqualTo("free");
    }

    private static boolean ended(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
