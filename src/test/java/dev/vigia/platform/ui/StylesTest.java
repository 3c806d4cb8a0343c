package dev.vigia.platform.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The colours of `frontend/styles.css`, measured by WCAG 2.2's contrast ratio.
class StylesTest {

    private static final double READABLE = 4.5;

    @ParameterizedTest
    @CsvSource({
        "bad, bad-tint",
        "bad, surface",
        "bad, panel",
        "bad, raised",
        "bad, selected",
        "warn, warn-tint",
        "warn, surface",
        "warn, panel",
        "warn, raised",
        "ok, ok-tint",
        "ok, surface",
        "ok, panel",
        "ok, raised",
        "unknown, unknown-tint",
        "unknown, surface",
        "unknown, panel",
        "unknown, raised",
        "quiet, surface",
        "quiet, side",
        "quiet, panel",
        "quiet, raised",
        "quiet, selected",
        "quiet, sunken",
        "text, surface",
        "text, side",
        "accent, surface",
        "accent, panel",
        "accent, selected",
        "on-accent, accent-fill"
    })
    void canBeReadInLightAndDark(String text, String ground) throws IOException {
        var css = Files.readString(Path.of("frontend/styles.css"));
        for (int scheme = 0; scheme < 2; scheme++) {
            assertThat(contrast(colour(css, text, scheme), colour(css, ground, scheme)))
                    .as(text + " on " + ground + (scheme == 0 ? ", light" : ", dark"))
                    .isGreaterThanOrEqualTo(READABLE);
        }
    }

    private static int colour(String css, String name, int scheme) {
        var found = Pattern.compile("--v-" + name + ": light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)")
                .matcher(css);
        assertThat(found.find()).as("--v-" + name).isTrue();
        return Integer.parseInt(found.group(scheme + 1), 16);
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
