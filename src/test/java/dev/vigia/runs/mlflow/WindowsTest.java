package dev.vigia.runs.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.projects.SourceFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

    private static final int PAGE = 20;
    private final AtomicInteger requests = new AtomicInteger();

    /// Starts crowd into few milliseconds, more of them than fit on a page, beside long empty spans.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void handsOverEveryRunHoweverStartsAreCrowded(long seed) throws SourceFailure {
        var random = new Random(seed);
        var starts = new ArrayList<Long>();
        for (int crowd = 0; crowd < 12; crowd++) {
            long at = random.nextLong(1_000_000);
            int size = random.nextInt(150);
            long spread = 1 + random.nextInt(crowd % 2 == 0 ? 3 : 5000);
            for (int i = 0; i < size; i++) {
                starts.add(at + random.nextLong(spread));
            }
        }
        assertThat(read(starts)).hasSize(starts.size());
    }

    @Test
    void readsRunsOfOneMillisecond() throws SourceFailure {
        var starts = IntStream.range(0, 95).mapToObj(i -> 7L).toList();
        assertThat(read(starts)).hasSize(95);
    }

    @Test
    void asksLittleMoreThanPagesInARowWould() throws SourceFailure {
        var starts = IntStream.range(0, 2000).mapToObj(i -> i * 60_000L).toList();
        assertThat(read(starts)).hasSize(2000);
        assertThat(requests.get()).isLessThan(2 * 2000 / PAGE);
    }

    @Test
    void endsAllReadersWhenOneFails() {
        assertThatThrownBy(() -> new Windows(4)
                        .read(
                                window -> {
                                    throw new SourceFailure("mlflow-error", "no", null);
                                },
                                0,
                                1000,
                                runs -> {}))
                .isInstanceOf(SourceFailure.class);
    }

    private Set<String> read(List<Long> starts) throws SourceFailure {
        var rows = IntStream.range(0, starts.size())
                .mapToObj(i -> new RunsPayload.Info("r" + i, "", "1", null, "FINISHED", starts.get(i), null, "active"))
                .sorted(Comparator.comparing(RunsPayload.Info::startTime).thenComparing(RunsPayload.Info::runId))
                .toList();
        var seen = new HashSet<String>();
        long first = rows.getFirst().startTime();
        long last = rows.getLast().startTime();
        new Windows(4)
                .read(
                        window -> page(rows, window),
                        first,
                        last + 1,
                        runs -> runs.forEach(run -> seen.add(run.id().value())));
        return seen;
    }

    /// As MLflow answers: filtered, in order, and by offset if there is a token.
    private RunsPayload page(List<RunsPayload.Info> rows, Windows.Window window) {
        requests.incrementAndGet();
        var numbers = window.filter().replaceAll("[^0-9]+", " ").strip().split(" ");
        long from = Long.parseLong(numbers[0]);
        long to = numbers.length > 1 ? Long.parseLong(numbers[1]) : Long.MAX_VALUE;
        var matching = rows.stream()
                .filter(row -> row.startTime() >= from && row.startTime() < to)
                .toList();
        int offset = window.token() == null ? 0 : Integer.parseInt(window.token());
        var page = matching.subList(offset, Math.min(matching.size(), offset + PAGE));
        return new RunsPayload(
                page.stream()
                        .map(row -> new RunsPayload.RunPayload(row, null, null))
                        .toList(),
                offset + PAGE < matching.size() ? String.valueOf(offset + PAGE) : null);
    }
}
