package dev.vigia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.platform.Dialect;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@VigiaIntegrationTest
class VigiaApplicationIntegrationTest {

    @Autowired
    private Dialect dialect;

    @Test
    void startsOnTheDatabaseTheTestAsksFor() {
        assertThat(dialect).isEqualTo(TestDatabase.isPostgresql() ? Dialect.POSTGRESQL : Dialect.H2);
    }
}
