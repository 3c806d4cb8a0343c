package dev.vigia.versions.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/// The ssh host keys we trust: the one a host showed first, ever after (`accept-new`). A host that shows another
/// is refused. The file has OpenSSH's form, so an administrator can put keys there beforehand.
///
/// @see "src/docs/decisions/0008-git-without-surprises.md"
final class KnownHosts implements ServerKeyDatabase {

    private final Path file;

    KnownHosts(Path file) {
        this.file = file;
    }

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
        return keys(connectAddress);
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration config,
            @Nullable CredentialsProvider provider) {
        synchronized (KnownHosts.class) {
            List<PublicKey> known = keys(connectAddress);
            if (!known.isEmpty()) {
                return known.stream().anyMatch(key -> KeyUtils.compareKeys(key, serverKey));
            }
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(
                        file,
                        pattern(connectAddress) + " " + PublicKeyEntry.toString(serverKey) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException("The new host key cannot be remembered", e);
            }
        }
    }

    private List<PublicKey> keys(String address) {
        List<PublicKey> keys = new ArrayList<>();
        if (!Files.exists(file)) {
            return keys;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.strip().split("\\s+", 2);
                if (parts.length == 2 && List.of(parts[0].split(",")).contains(pattern(address))) {
                    keys.add(PublicKeyEntry.parsePublicKeyEntry(parts[1]).resolvePublicKey(null, null, null));
                }
            }
            return keys;
        } catch (IOException | java.security.GeneralSecurityException | RuntimeException e) {
            // A file that cannot be read must not make every host a new one.
            throw new IllegalStateException("The file of known ssh hosts cannot be read: " + file, e);
        }
    }

    /// `host` for the usual port and `[host]:port` for any other, as OpenSSH writes it.
    private static String pattern(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.endsWith(":22") ? lower.substring(0, lower.length() - 3).replaceAll("[\\[\\]]", "") : lower;
    }
}
