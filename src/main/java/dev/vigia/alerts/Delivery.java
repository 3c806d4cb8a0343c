package dev.vigia.alerts;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One request of an Alertmanager, read.
///
/// @param sender who authenticated, such as `token:<id>`
/// @param truncated alerts that the sender cut off; they may still fire
/// @param note what was left out of it and why; empty if nothing was
public record Delivery(
        String cluster,
        String sender,
        String receiver,
        String groupKey,
        int truncated,
        List<AlertReport> alerts,
        String note,
        RawBody raw) {

    /// As it came, for replaying it and to tell one delivery from another.
    ///
    /// @param hash SHA-256, in hex
    /// @param bytes before it was compressed
    /// @param gzip the body, compressed
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record RawBody(String hash, int bytes, byte[] gzip) {}

    /// An empty map for labels and annotations.
    public static SortedMap<String, String> sorted() {
        return new TreeMap<>(BY_BYTES);
    }

    /// The order of UTF-8's bytes, which is that of code points and not that of Java's chars.
    private static final Comparator<String> BY_BYTES = (a, b) -> {
        var shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            var one = a.charAt(i);
            var other = b.charAt(i);
            if (one != other) {
                // Surrogates stand for code points above all other chars.
                var bothPlain = Character.isSurrogate(one) == Character.isSurrogate(other);
                return bothPlain ? Character.compare(one, other) : Character.isSurrogate(one) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    };
}
