package dev.vigia.versions.dvc;

import java.io.IOException;
import java.io.InputStream;

/// Reads no more than it was told to.
final class Bounded {

    private Bounded() {}

    static byte[] read(InputStream in, int maxBytes) throws IOException {
        byte[] bytes = in.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new IOException("it is larger than " + maxBytes + " bytes");
        }
        return bytes;
    }
}
