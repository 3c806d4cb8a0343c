package dev.vigia.runs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/// The place in the list of runs after which a page begins: start of the last run and its id.
record RunCursor(Instant listedAt, String runId) {

    static RunCursor after(Run run) {
        return new RunCursor(
                run.startedAt() == null ? Instant.EPOCH : run.startedAt(),
                run.id().value());
    }

    String text() {
        var plain = listedAt.getEpochSecond() + "." + listedAt.getNano() + "." + runId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException if the text did not come from [#text()]
    static RunCursor parse(String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = plain.split("\\.", 3);
            if (parts.length == 3 && !parts[2].isEmpty() && parts[2].indexOf('\u0000') < 0) {
                var at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                if (at.isAfter(RunTime.EARLIEST) && at.isBefore(RunTime.LATEST)) {
                    return new RunCursor(at, parts[2]);
                }
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
            // Answered below like any other text that is not ours.
        }
        throw new IllegalArgumentException("The cursor is not one that this API gave");
    }
}
