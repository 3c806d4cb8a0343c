package dev.vigia.integrity;

import static dev.vigia.integrity.IntegrityFixtures.NOON;
import static dev.vigia.integrity.IntegrityFixtures.PROJECT;
import static dev.vigia.integrity.IntegrityFixtures.commit;
import static dev.vigia.integrity.IntegrityFixtures.gone;
import static dev.vigia.integrity.IntegrityFixtures.moved;
import static dev.vigia.integrity.IntegrityFixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.integrity.BrokenVersions.BrokenVersion;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionTag;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokenVersionsIntegrationTest {

    private IntegrityWorld world;

    @BeforeEach
    void start() {
        world = new IntegrityWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private List<BrokenVersion> broken() {
        return world.table.broken(PROJECT, 10).versions();
    }

    private VersionTag whole(String name) {
        var tag = world.tag(name);
        world.run(run(name.replace('.', '0'), name, tag.commit()));
        world.drain();
        world.pass(Duration.ofMinutes(1));
        return tag;
    }

    @Test
    void areThoseThatWereWholeOnce() {
        world.tag("v0.9.0");
        var tag = whole("v1.0.0");
        assertThat(broken()).as("v0.9.0 never was").isEmpty();

        world.run(gone(run("v10000", "v1.0.0", tag.commit())));
        world.drain();

        assertThat(broken())
                .containsExactly(new BrokenVersion(
                        new TagName("v1.0.0"),
                        null,
                        NOON.plus(Duration.ofMinutes(1)),
                        "Run of v1.0.0 was deleted",
                        true));

        world.pass(Duration.ofMinutes(1));
        world.run(run("v10000", "v1.0.0", tag.commit()));
        world.drain();
        assertThat(broken()).isEmpty();
    }

    @Test
    void stayBrokenWhileNobodyCanLook() {
        var tag = whole("v1.0.0");
        world.runsReadAt = null;
        world.synced("v1.0.0");
        world.drain();
        assertThat(world.row("v1.0.0").verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(broken()).as("not known to be broken").isEmpty();

        world.runsReadAt = NOON;
        world.pass(Duration.ofMinutes(1));
        world.run(gone(run("v10000", "v1.0.0", tag.commit())));
        world.synced("v1.0.0");
        world.drain();
        assertThat(broken()).hasSize(1);

        world.pass(Duration.ofMinutes(1));
        world.runsReadAt = null;
        world.synced("v1.0.0");
        world.drain();
        assertThat(world.row("v1.0.0").verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(broken()).as("not known to be mended").hasSize(1);
    }

    @Test
    void areCountedAllAndNamedThoseInUseFirst() {
        for (int i = 0; i < 5; i++) {
            var tag = whole("v1.0." + i);
            world.tag(moved(tag, commit("elsewhere" + i)));
            world.drain();
        }

        world.jdbc
                .sql("update integrity_version set tagged_at = :earlier where tag <> 'v1.0.4'")
                .param("earlier", NOON.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
        world.jdbc
                .sql("update integrity_version set stages = '[\"prod\"]' where tag = 'v1.0.3'")
                .update();

        var some = world.table.broken(PROJECT, 3);

        assertThat(some.all()).isEqualTo(5);
        assertThat(some.versions())
                .extracting(each -> each.tag().value() + (each.inUse() ? " in use" : ""))
                .containsExactly("v1.0.3 in use", "v1.0.4 in use", "v1.0.0");
    }
}
