package dev.vigia.runs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Tells two parameter sets apart at a glance: SHA-256 over the sorted lines `key=value`, each ended by a newline.
final class ParamsHash {

    private ParamsHash() {}

    static String of(Map<String, String> params) {
        var lines = new StringBuilder();
        new TreeMap<>(params)
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        return sha256(lines);
    }

    static String sha256(CharSequence text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
