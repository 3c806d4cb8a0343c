package dev.vigia.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// Which release of Vigía this is, as its build says.
public final class Release implements IVersionProvider {

    private static final String BUILD = "/META-INF/build-info.properties";

    /// Such as `0.1.0`; `unknown` where it was compiled by something else than its build.
    public static String version() {
        var build = new Properties();
        try (var file = Release.class.getResourceAsStream(BUILD)) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("build.version", "unknown");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Vigía " + version()};
    }
}
