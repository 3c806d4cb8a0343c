package dev.vigia.demo;

import dev.vigia.projects.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// When the recorded day ended for this demo: at its first start. A demo on a folder of one's own can be stopped and
/// started, and its day stays where it was.
@Component
@ConditionalOnBooleanProperty("vigia.demo")
class DayMark {

    private final Path ended;
    private final Path lived;
    private final RecordedDay day;

    DayMark(DataDirectory dataDirectory, Clock clock) {
        var folder = dataDirectory.path().resolve("demo");
        this.ended = folder.resolve(".day");
        this.lived = folder.resolve(".day-lived");
        this.day = RecordedDay.endingAt(end(clock));
    }

    private Instant end(Clock clock) {
        try {
            if (!Files.exists(ended)) {
                Files.createDirectories(ended.getParent());
                Files.writeString(ended, clock.instant().toString());
            }
            return Instant.parse(Files.readString(ended).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordedDay day() {
        return day;
    }

    boolean wasLived() {
        return Files.exists(lived);
    }

    void lived() {
        try {
            Files.writeString(lived, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
