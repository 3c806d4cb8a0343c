package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPartsTest {

    @Test
    void keepsAShortTextInOneRow() {
        assertThat(JsonParts.split("{}")).isEqualTo(List.of("{}"));
    }

    @Test
    void splitsALongTextWithoutBreakingACharacter() {
        String text = "a" + "🙂".repeat(600_000);
        List<String> parts = JsonParts.split(text);
        assertThat(parts).hasSizeGreaterThan(2).noneMatch(part -> Character.isLowSurrogate(part.charAt(0)));
        assertThat(String.join("", parts)).isEqualTo(text);
    }
}
