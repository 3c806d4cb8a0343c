package dev.vigia.alerts;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/// Prometheus' fingerprint of a set of labels: FNV-1a with 64 bits over name, byte 255, value, byte 255 of each label
/// in the order of the names. Always computed and never believed: a sender's mistake must not fold two alerts into one.
final class Fingerprint {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 255;

    private Fingerprint() {}

    /// @param labels in the order of the bytes of their names
    static long of(SortedMap<String, String> labels) {
        var hash = OFFSET;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            hash = add(add(hash, label.getKey()), label.getValue());
        }
        return hash;
    }

    private static long add(long before, String text) {
        var hash = before;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return (hash ^ SEPARATOR) * PRIME;
    }

    static String hex(long fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }
}
