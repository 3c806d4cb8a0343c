package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class LogLineTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogLineTest.class);
    private static final DataSource DATABASE = new DriverManagerDataSource("jdbc:h2:mem:log-line");

    private final EcsLines lines = EcsLines.of(LogLineTest.class.getName());
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(DATABASE));

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void carriesFieldsAndNumbersBesideTheSentence() {
        try (var _ = LogFields.of(Map.of(RequestIdFilter.FIELD, "ci-1", LogLine.PROJECT, "churn"))) {
            LogLine.info(LOG, "sync-finished")
                    .with(LogLine.SOURCE, "mlflow")
                    .with(LogLine.VERSION, null)
                    .outcome(true)
                    .lasted(1_500_000)
                    .say("MLflow of churn: 3 new runs");
        }
        assertThat(lines.all()).singleElement().satisfies(line -> {
            assertThat(line.at("/message").asString()).isEqualTo("MLflow of churn: 3 new runs");
            assertThat(line.at("/event/action").asString()).isEqualTo("sync-finished");
            assertThat(line.at("/event/outcome").asString()).isEqualTo("success");
            assertThat(line.at("/event/duration").asLong()).isEqualTo(1_500_000);
            assertThat(line.at("/vigia/project").asString()).isEqualTo("churn");
            assertThat(line.at("/vigia/source").asString()).isEqualTo("mlflow");
            assertThat(line.at("/vigia/version").isMissingNode()).isTrue();
            assertThat(line.at("/http/request/id").asString()).isEqualTo("ci-1");
        });
    }

    @Test
    void leavesTheFieldsAroundItAsTheyWere() {
        try (var _ = LogFields.of(Map.of(LogLine.PROJECT, "outer"))) {
            LogLine.info(LOG, "a").with(LogLine.PROJECT, "inner").say("a");
            assertThat(MDC.get(LogLine.PROJECT)).isEqualTo("outer");
        }
        assertThat(MDC.get(LogLine.PROJECT)).isNull();
        assertThat(lines.of("a", Map.of(LogLine.PROJECT, "inner"))).hasSize(1);
    }

    @Test
    void saysNothingOfWhatWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            LogLine.info(LOG, "never").say("It never happened");
            status.setRollbackOnly();
        });
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void speaksOnceItIsCommittedWithTheFieldsOfThen() {
        transaction.executeWithoutResult(_ -> {
            try (var _ = LogFields.of(Map.of(RequestIdFilter.FIELD, "r-7"))) {
                LogLine.info(LOG, "done").say("It happened");
            }
            assertThat(lines.all()).isEmpty();
        });
        assertThat(lines.of("done", Map.of(RequestIdFilter.FIELD, "r-7"))).hasSize(1);
    }

    @Test
    void tellsThousandsAsOneLineWithTheirNumber() {
        transaction.executeWithoutResult(_ -> {
            IntStream.range(0, 5_000)
                    .forEach(i -> LogLine.info(LOG, "many")
                            .with(LogLine.PROJECT, "churn")
                            .with(LogLine.RUN, "r" + i)
                            .say("run r" + i));
            IntStream.range(0, LogLine.MOST)
                    .forEach(i -> LogLine.info(LOG, "few")
                            .with(LogLine.PROJECT, "churn")
                            .say("few " + i));
        });
        assertThat(lines.of("many", Map.of())).singleElement().satisfies(line -> {
            assertThat(line.at("/vigia/count").asLong()).isEqualTo(5_000);
            assertThat(line.at("/vigia/project").asString()).isEqualTo("churn");
            assertThat(line.at("/message").asString()).isEqualTo("5000 at once, the first of them: run r0");
        });
        assertThat(lines.of("few", Map.of())).hasSize(LogLine.MOST);
    }

    @Test
    void letsNobodyForgeASecondLine() {
        LogLine.info(LOG, "alert-fired")
                .with(LogLine.ALERT, "Down\n{\"log.level\":\"ERROR\"}")
                .say("Down\r\n2026-11-23 ERROR forged");
        assertThat(lines.all()).singleElement().satisfies(line -> {
            assertThat(line.at("/message").asString()).isEqualTo("Down  2026-11-23 ERROR forged");
            assertThat(line.at("/vigia/alert").asString()).isEqualTo("Down {\"log.level\":\"ERROR\"}");
        });
    }

    @Test
    void keepsAStackTraceInItsLine() {
        LOG.error("It failed", new IllegalStateException("first\nsecond"));
        assertThat(lines.all()).singleElement().satisfies(line -> {
            assertThat(line.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
            assertThat(line.at("/error/stack_trace").asString())
                    .contains("second\n\tat dev.vigia.platform.LogLineTest");
        });
    }
}
