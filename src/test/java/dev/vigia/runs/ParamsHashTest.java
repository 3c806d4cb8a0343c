package dev.vigia.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParamsHashTest {

    @Test
    void hashesSortedLinesEachEndedByANewline() {
        // printf 'a=1\nb=x=y\n' | sha256sum
        assertThat(ParamsHash.of(Map.of("b", "x=y", "a", "1")))
                .isEqualTo("068fbaa4450d0c84bfa1911dd058de1bcc68186ab4e3f7f56ce9b2d2087cc039");
        // printf '' | sha256sum
        assertThat(ParamsHash.of(Map.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
