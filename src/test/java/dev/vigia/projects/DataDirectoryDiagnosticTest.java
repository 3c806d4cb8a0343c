package dev.vigia.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.platform.Diagnostic.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataDirectoryDiagnosticTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"100,WRONG", "199,WRONG", "200,NOTE", "2047,NOTE", "2048,OK"})
    void saysInTimeThatRoomRunsOut(long megabytes, Level level) {
        var finding = new DataDirectoryDiagnostic(new DataDirectory(folder)).room(megabytes << 20);
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.said()).contains(folder.toString(), megabytes + " MB");
        assertThat(finding.next() == null).isEqualTo(level == Level.OK);
    }

    @Test
    void looksAtTheDiskOfAFolderThatIsYetToBeMade() {
        var findings = new DataDirectoryDiagnostic(new DataDirectory(folder.resolve("a/b"))).look();
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.said()).contains("a/b"));
    }
}
