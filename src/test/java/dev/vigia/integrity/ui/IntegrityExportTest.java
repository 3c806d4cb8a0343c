package dev.vigia.integrity.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.integrity.IntegrityQuery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IntegrityExportTest {

    @Test
    void writesEveryRowOnceAcrossPages() throws Exception {
        var doors = new FakeDoors();
        doors.rows.clear();
        for (int i = 0; i < 1203; i++) {
            doors.add("v1.0." + i);
        }
        var out = new ByteArrayOutputStream();
        IntegrityExport.write(doors.fakeTable(), IntegrityQuery.of(VersionFixtures.BANKCHURN), out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1).distinct())
                .hasSize(1203);
    }
}
