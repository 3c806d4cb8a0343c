package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    @Test
    void isTheVersionOfTheBuild() throws Exception {
        var version = Pattern.compile("<artifactId>vigia</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Release.version()).isEqualTo(version.group(1));
        assertThat(new Release().getVersion()).containsExactly("Vigía " + version.group(1));
    }
}
