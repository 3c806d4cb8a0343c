package dev.vigia.projects;

import dev.vigia.platform.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether there is room for mirrors and the embedded database. That it can be written to, the settings' check saw.
@Component
@Order(70)
class DataDirectoryDiagnostic implements Diagnostic {

    private static final long MEGABYTE = 1L << 20;
    private static final long TOO_LITTLE = 200 * MEGABYTE;
    private static final long LITTLE = 2048 * MEGABYTE;

    private final DataDirectory directory;

    DataDirectoryDiagnostic(DataDirectory directory) {
        this.directory = directory;
    }

    @Override
    public String part() {
        return "Disk";
    }

    @Override
    public List<Finding> look() {
        Path place = directory.path().toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        try {
            return List.of(room(Files.getFileStore(place).getUsableSpace()));
        } catch (IOException e) {
            return List.of(Finding.wrong(
                    "",
                    "It cannot be told how much room " + place + " has: " + e.getMessage() + ".",
                    "Check the mount."));
        }
    }

    Finding room(long free) {
        var said = directory.path() + " has " + free / MEGABYTE + " MB of room.";
        if (free < TOO_LITTLE) {
            return Finding.wrong(
                    "", said, "Make room, or set vigia.data-dir to a larger disk: a full one ends the database.");
        }
        return free < LITTLE
                ? Finding.note("", said, "Make room soon: mirrors and the embedded database grow.")
                : Finding.ok("", said);
    }
}
