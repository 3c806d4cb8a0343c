package dev.vigia.alerts;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/// The place on the board after which a page begins.
///
/// @param severity rank of the last row's, among those that fire; -1 among those that are over
/// @param at start of the last row, or its end among those that are over
record BoardCursor(int severity, Instant at, long id) {

    static final int OVER = -1;
    static final BoardCursor OVER_FROM_THE_LATEST =
            new BoardCursor(OVER, Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

    boolean isAmongThoseOver() {
        return severity == OVER;
    }

    String text() {
        var plain = severity + "/" + at + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException if the text did not come from [#text()]
    static BoardCursor parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            if (parts.length == 3) {
                return new BoardCursor(Integer.parseInt(parts[0]), Instant.parse(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException _) {
            // Answered below like any other text that is not ours.
        }
        throw new IllegalArgumentException("The cursor is not one that this API gave");
    }
}
