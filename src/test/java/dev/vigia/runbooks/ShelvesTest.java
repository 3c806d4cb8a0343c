package dev.vigia.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.platform.ChangeTicker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShelvesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final Place own = new Place("own");
    private final Place shipped = new Place("shipped");
    private final Ticks ticks = new Ticks();

    @Test
    void aDocumentOfOnesOwnReplacesTheOneThatShips() {
        own.files = List.of(file("disk-full.md", "# Ours\n"));
        shipped.files = List.of(file("disk-full.md", "# Theirs\n"), file("other.md", "# Other\n"));

        var shelves = shelves();

        assertThat(shelves.now()
                        .shelf()
                        .named("disk-full")
                        .orElseThrow()
                        .runbook()
                        .title())
                .isEqualTo("Ours");
        assertThat(shelves.origins())
                .containsExactly(new RunbookOrigin("own", 1, NOW, null), new RunbookOrigin("shipped", 1, NOW, null));
    }

    @Test
    void followsAChangeAndTellsOpenScreensOnce() {
        own.files = List.of(file("a.md", "# One\n"));
        var shelves = shelves();
        shelves.refresh();
        assertThat(ticks.topics).isEmpty();

        own.files = List.of(file("a.md", "# Two\n"));
        shelves.refresh();
        shelves.refresh();

        assertThat(shelves.now().shelf().named("a").orElseThrow().runbook().title())
                .isEqualTo("Two");
        assertThat(ticks.topics).containsExactly("runbooks");
    }

    @Test
    void keepsWhatAPlaceLastHadWhenItCannotBeRead() {
        own.files = List.of(file("a.md", "# One\n"));
        var shelves = shelves();

        own.failure = new IOException("The folder is not there.");
        shelves.refresh();

        assertThat(shelves.now().shelf().named("a")).isPresent();
        assertThat(shelves.origins().getFirst())
                .isEqualTo(new RunbookOrigin("own", 1, NOW, "The folder is not there."));
        assertThat(ticks.topics).hasSize(1);
    }

    private Shelves shelves() {
        return new Shelves(
                () -> List.of(own, shipped),
                new RunbookSettings(List.of(), List.of(), List.of(), Duration.ofSeconds(1), Duration.ofDays(1)),
                ticks,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static RunbookFile file(String path, String text) {
        return new RunbookFile(path, text);
    }

    private static final class Place implements RunbookSource {

        private final String origin;
        private List<RunbookFile> files = List.of();
        private @Nullable IOException failure;

        Place(String origin) {
            this.origin = origin;
        }

        @Override
        public String origin() {
            return origin;
        }

        @Override
        public List<RunbookFile> read() throws IOException {
            if (failure != null) {
                throw failure;
            }
            return files;
        }
    }

    private static final class Ticks implements ChangeTicker {

        private final List<String> topics = new ArrayList<>();

        @Override
        public void changed(String topic) {
            topics.add(topic);
        }

        @Override
        public Runnable subscribe(Consumer<Set<String>> listener) {
            return () -> {};
        }
    }
}
