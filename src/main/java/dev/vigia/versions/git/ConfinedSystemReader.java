package dev.vigia.versions.git;

import java.io.File;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps JGit from the settings of whoever runs the server: no system, user or JGit configuration (`insteadOf`,
/// credential helpers, proxies) and no environment (`GIT_SSH` names a program to run).
final class ConfinedSystemReader extends SystemReader {

    private final SystemReader machine;

    private ConfinedSystemReader(SystemReader machine) {
        this.machine = machine;
        setPlatformChecker();
    }

    /// For the whole process; safe to call more than once.
    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof ConfinedSystemReader)) {
            SystemReader.setInstance(new ConfinedSystemReader(SystemReader.getInstance()));
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public String getHostname() {
        return machine.getHostname();
    }

    @Override
    public @Nullable String getProperty(String key) {
        return machine.getProperty(key);
    }

    @Override
    public Instant now() {
        return machine.now();
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in the base class, so it has to be answered.
    public long getCurrentTime() {
        return machine.getCurrentTime();
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in the base class, so it has to be answered.
    public int getTimezone(long when) {
        return 0;
    }

    @Override
    public ZoneOffset getTimeZoneAt(Instant when) {
        return ZoneOffset.UTC;
    }

    @Override
    public ZoneId getTimeZoneId() {
        return ZoneOffset.UTC;
    }

    /// Empty whatever lies on the disk, and never written.
    private static final class Nothing extends FileBasedConfig {

        Nothing(@Nullable Config parent, FS fs) {
            super(parent, new File("/dev/null"), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        /// Without an answer JGit finds out by writing files beside the repository, also one that only is read.
        @Override
        public @Nullable String getString(String section, @Nullable String subsection, String name) {
            if (ConfigConstants.CONFIG_FILESYSTEM_SECTION.equals(section)) {
                return switch (name) {
                    case ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION -> "10 milliseconds";
                    case ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD -> "50 milliseconds";
                    default -> super.getString(section, subsection, name);
                };
            }
            return super.getString(section, subsection, name);
        }
    }
}
