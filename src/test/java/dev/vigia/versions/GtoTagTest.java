package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.versions.GtoTag.Action;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtoTagTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '"',
            value = {
                "model@v1.2.3, REGISTER, model, v1.2.3, -, 0",
                "model@v1.2.3#4, REGISTER, model, v1.2.3, -, 4",
                "model@v1.2.3-rc.1+b5, REGISTER, model, v1.2.3-rc.1+b5, -, 0",
                "model@v1.2.3!, DEREGISTER, model, v1.2.3, -, 0",
                "model@v1.2.3!#9, DEREGISTER, model, v1.2.3, -, 9",
                "model#prod#1, ASSIGN, model, -, prod, 1",
                "model#prod, ASSIGN, model, -, prod, 0",
                "model#prod!#3, UNASSIGN, model, -, prod, 3",
                "model#prod!, UNASSIGN, model, -, prod, 0",
                "model@deprecated, DEPRECATE, model, -, -, 0",
                "model@deprecated#7, DEPRECATE, model, -, -, 7",
                "model@created, CREATE, model, -, -, 0",
                "sub=inner@v1.0.0, REGISTER, sub:inner, v1.0.0, -, 0",
                "a/b_c-d@v0.0.1, REGISTER, a/b_c-d, v0.0.1, -, 0",
            })
    void readsEveryAction(String name, Action action, String artifact, String version, String stage, long counter) {
        assertThat(GtoTag.parse(name)).contains(new GtoTag(action, artifact, version, stage, counter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.2.3",
                "model@1.2.3",
                "model@v01.2.3",
                "model@v1.2",
                "-model@v1.2.3",
                "model#prod#!3",
                "a=b=c@v1.0.0",
                "model@latest",
                "model@deprecated!",
                "@v1.0.0",
                "model#",
                "model#prod#99999999999999999999",
            })
    void takesNothingElseForAnAction(String name) {
        assertThat(GtoTag.parse(name)).isEmpty();
    }

    @Test
    void aNameMadeToBeSlowIsNot() {
        String name = "a-".repeat(250) + "@v1.0.0-" + "0a-.".repeat(120) + "!!";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(GtoTag.parse(name)).isEmpty());
    }
}
