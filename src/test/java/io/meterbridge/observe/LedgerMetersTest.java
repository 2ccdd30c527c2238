package io.meterbridge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LedgerMeters meters = new LedgerMeters(registry);
    private final TransactionTemplate transactions = new TransactionTemplate(new NoDatabase());

    @Test
    void whatIsCommittedIsCounted() {
        transactions.executeWithoutResult(status -> {
            meters.entered("aws", "accepted", 2);
            meters.accepted("aws", "USD", 125, new BigDecimal("1.25"));
            assertThat(registry.find("meterbridge.metering.records").counter()).isNull();
        });

        assertThat(registry.get("meterbridge.metering.records").tags("cloud", "aws", "status", "accepted")
                .counter().count()).isEqualTo(2);
        assertThat(registry.get("meterbridge.metering.units").tags("cloud", "aws").counter().count()).isEqualTo(125);
        assertThat(registry.get("meterbridge.metering.value").tags("cloud", "aws", "currency", "USD")
                .counter().count()).isEqualTo(1.25);
    }

    @Test
    void whatIsRolledBackIsNot() {
        transactions.executeWithoutResult(status -> {
            meters.entered("aws", "accepted", 2);
            status.setRollbackOnly();
        });

        assertThat(registry.find("meterbridge.metering.records").counter()).isNull();
    }

    @Test
    void aStatementsRowsAreCountedByCloud() {
        meters.entered(List.of(Map.of("cloud", "aws"), Map.of("cloud", "gcp"), Map.of("cloud", "aws")), "expired");

        assertThat(registry.get("meterbridge.metering.records").tags("cloud", "aws", "status", "expired")
                .counter().count()).isEqualTo(2);
        assertThat(registry.get("meterbridge.metering.records").tags("cloud", "gcp", "status", "expired")
                .counter().count()).isEqualTo(1);
    }

    /** A transaction that ends as it is told, without a database behind it. */
    private static final class NoDatabase extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // nothing to open
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            // nothing to write
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // nothing to undo
        }
    }
}
