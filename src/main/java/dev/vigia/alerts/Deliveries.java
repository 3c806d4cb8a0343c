package dev.vigia.alerts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to what was delivered: every request with what became of it, and for a time word for word, so that it can be
/// taken in once more.
@Service
public class Deliveries {

    public static final int LARGEST_PAGE = 1_000;

    private final DeliveryLog log;
    private final DeliveryReplay replay;

    Deliveries(DeliveryLog log, DeliveryReplay replay) {
        this.log = log;
        this.replay = replay;
    }

    /// @param hash SHA-256 of the body as it came, in hex
    /// @param bytes of the body, unpacked
    /// @param note what was wrong with it; empty if nothing was
    /// @param alerts how many it spoke of
    /// @param truncated how many its sender had cut off
    /// @param hasBody whether it is still kept word for word
    public record KeptDelivery(
            long id,
            Instant receivedAt,
            String cluster,
            String sender,
            String receiver,
            String hash,
            int bytes,
            Outcome outcome,
            String note,
            int alerts,
            int truncated,
            boolean hasBody) {}

    public enum Outcome {
        STORED,
        /// It made no sense.
        REFUSED,
        /// It made no sense when it came, and was taken in later.
        REPLAYED
    }

    /// Which ones. What is null does not restrict.
    ///
    /// @param cut only those from which alerts had been cut off
    public record Query(@Nullable String cluster, @Nullable Outcome outcome, boolean cut) {

        public static final Query ALL = new Query(null, null, false);
    }

    /// What came of taking deliveries in once more.
    ///
    /// @param replayed deliveries that could be read
    /// @param withoutBody deliveries that are not kept word for word any more
    /// @param unreadable deliveries that still make no sense
    /// @param restored episodes that were missing
    /// @param ended episodes of which it was not known that they were over
    public record Replay(int replayed, int withoutBody, int unreadable, int restored, int ended) {

        static final Replay NOTHING = new Replay(0, 0, 0, 0, 0);

        Replay and(Replay other) {
            return new Replay(
                    replayed + other.replayed,
                    withoutBody + other.withoutBody,
                    unreadable + other.unreadable,
                    restored + other.restored,
                    ended + other.ended);
        }

        public String sentence() {
            return plural(replayed, "delivery") + " taken in once more: "
                    + (restored + ended == 0
                            ? "nothing was missing"
                            : plural(restored, "episode") + " restored, " + plural(ended, "end") + " made up for")
                    + (withoutBody == 0 ? "" : "; " + plural(withoutBody, "delivery") + " no longer kept word for word")
                    + (unreadable == 0 ? "" : "; " + plural(unreadable, "delivery") + " not readable")
                    + ".";
        }

        private static String plural(int number, String what) {
            var many = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
            return number + " " + (number == 1 ? what : many);
        }
    }

    /// Newest first.
    ///
    /// @param before an id; null for the newest
    /// @param limit 1 to [#LARGEST_PAGE]
    public List<KeptDelivery> latest(Query query, @Nullable Long before, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be between 1 and " + LARGEST_PAGE);
        }
        return log.latest(query, before, limit);
    }

    /// As it came, unpacked; empty if it is not kept any more.
    public Optional<byte[]> body(long id) {
        return log.body(id).map(gzip -> {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Takes one in once more. What is known already stays as it is.
    public Optional<Replay> replay(long id, String actor) {
        return replay.one(id, actor);
    }

    /// Takes in once more what came in a span of time, in the order in which it came.
    ///
    /// @param cluster null for all
    public Replay replay(Instant from, Instant to, @Nullable String cluster, String actor) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to");
        }
        return replay.span(from, to, cluster, actor);
    }
}
