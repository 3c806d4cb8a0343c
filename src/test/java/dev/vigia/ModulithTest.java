package dev.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// Features use each other in one direction and only through their doors.
class ModulithTest {

    @Test
    void featuresUseEachOtherInOneDirectionAndThroughTheirDoors() {
        var modules = ApplicationModules.of(VigiaApplication.class);

        modules.verify();
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .contains("platform", "projects", "runs", "versions", "integrity", "runbooks", "alerts", "drift");
    }
}
