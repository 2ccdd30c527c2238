package io.meterbridge.database;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to a seller's rows for work on a seller's behalf: a transaction of the seller pool
 * that names its seller. Row-level security shows nothing to a transaction that named none.
 */
public class SellerTransactions {

    private final JdbcClient sellerJdbc;
    private final TransactionTemplate transactions;

    SellerTransactions(JdbcClient sellerJdbc, PlatformTransactionManager transactionManager) {
        this.sellerJdbc = sellerJdbc;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /**
     * Runs work in one transaction that sees and writes this seller's rows alone. It commits when
     * the work returns and rolls back when it throws. Work inside it may ask again for the same
     * seller and then joins.
     *
     * @throws IllegalStateException when this thread already works for another seller
     */
    public <T> T forSeller(UUID sellerId, Supplier<T> work) {
        Objects.requireNonNull(sellerId, "sellerId");
        var current = TransactionSynchronizationManager.getResource(this);
        if (sellerId.equals(current)) {
            return transactions.execute(status -> work.get());
        }
        if (current != null) {
            throw new IllegalStateException(
                    "A transaction for one seller cannot reach for another seller");
        }
        return transactions.execute(status -> {
            sellerJdbc.sql(Sql.of("database/speak-for-seller"))
                    .param("seller", sellerId.toString())
                    .query(String.class)
                    .single();
            TransactionSynchronizationManager.bindResource(this, sellerId);
            try {
                return work.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(this);
            }
        });
    }

    /**
     * For work that only makes sense together with what its caller does.
     *
     * @throws IllegalStateException when this thread is in no transaction of this seller
     */
    public void requireSeller(UUID sellerId) {
        if (!sellerId.equals(TransactionSynchronizationManager.getResource(this))) {
            throw new IllegalStateException("This has to happen inside a transaction of seller " + sellerId);
        }
    }
}
