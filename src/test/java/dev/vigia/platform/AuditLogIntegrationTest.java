package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.VigiaIntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@VigiaIntegrationTest
class AuditLogIntegrationTest {

    @Autowired
    private AuditLog audit;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void keepsEntriesNewestFirst() {
        audit.record("admin", "sync-requested", "audit-a", "first");
        audit.record("admin", "sync-requested", "audit-a", "second");

        assertThat(audit.latest(100).stream().filter(entry -> entry.subject().equals("audit-a")))
                .extracting(AuditLog.Entry::detail)
                .containsExactly("second", "first");
    }

    @Test
    void keepsNoEntryOfAnActThatWasRolledBack() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            audit.record("admin", "sync-requested", "audit-b", "undone");
            status.setRollbackOnly();
        });

        assertThat(audit.latest(100)).noneMatch(entry -> entry.subject().equals("audit-b"));
    }

    @Test
    void storesHostileTextOnOneLineAndCutsIt() {
        audit.record("admin", "sign-in-failed", "audit-c", "a\u0000b\nadmin signed in" + "x".repeat(5_000));

        assertThat(audit.latest(100).stream().filter(entry -> entry.subject().equals("audit-c")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .startsWith("a b admin signed in")
                        .hasSize(2_000));
    }
}
