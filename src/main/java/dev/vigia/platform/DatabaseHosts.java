package dev.vigia.platform;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The hosts of the database, which no list for sources should cut off.
final class DatabaseHosts {

    private static final Pattern AUTHORITY = Pattern.compile("jdbc:postgresql://([^/?]+).*");

    private DatabaseHosts() {}

    static Set<String> of(String jdbcUrl) {
        var authority = AUTHORITY.matcher(jdbcUrl);
        if (!authority.matches()) {
            return Set.of();
        }
        return Arrays.stream(authority.group(1).split(","))
                .map(host -> host.replaceAll(":\\d+$", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
