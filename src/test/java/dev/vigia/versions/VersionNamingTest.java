package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.versions.VersionNaming.Version;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionNamingTest {

    private final VersionNaming everything = new VersionNaming(Pattern.compile(".*\\d.*"));

    @Test
    void understandsPlainVersionsAndGtoNames() {
        assertThat(version("v1.2.3")).isEqualTo(new Version(null, "v1.2.3"));
        assertThat(version("1.2.3")).isEqualTo(new Version(null, "1.2.3"));
        assertThat(version("release-1.2.3")).isEqualTo(new Version(null, "release-1.2.3"));
        assertThat(version("churn@v1.2.0")).isEqualTo(new Version("churn", "v1.2.0"));
        assertThat(version("churn@v1.2.0#4")).isEqualTo(new Version("churn", "v1.2.0"));
        assertThat(version("sub=inner@v1.0.0")).isEqualTo(new Version("sub:inner", "v1.0.0"));
        assertThat(version("churn@1.2")).isEqualTo(new Version("churn", "1.2"));
        assertThat(version("v1.2.0#4")).isEqualTo(new Version(null, "v1.2.0"));
    }

    @Test
    void takesOnlyWhatThePatternTakesAsAWhole() {
        VersionNaming strict = new VersionNaming(Pattern.compile("v\\d+"));

        assertThat(strict.version(new TagName("v1"))).isPresent();
        assertThat(strict.version(new TagName("xv1"))).isEmpty();
        assertThat(strict.version(new TagName("v1.0"))).isEmpty();
    }

    @Test
    void aPatternMayNameItsParts() {
        VersionNaming own = new VersionNaming(Pattern.compile("(?:(?<artifact>[a-z]+)-)?r(?<version>\\d+)"));

        assertThat(own.version(new TagName("churn-r7"))).contains(new Version("churn", "7"));
        assertThat(own.version(new TagName("r7"))).contains(new Version(null, "7"));
    }

    @Test
    void doesNotTryNamesNobodyWouldGive() {
        VersionNaming slow = new VersionNaming(Pattern.compile("(a+)+b"));

        assertThat(slow.version(new TagName("a".repeat(5_000)))).isEmpty();
    }

    private Version version(String tag) {
        return everything.version(new TagName(tag)).orElseThrow();
    }
}
