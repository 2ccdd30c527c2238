package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Proves("R-55")
class SellerTransactionsTest {

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private final SellerTransactions transactions = DATABASE.sellerTransactions();
    private final JdbcClient sellerJdbc = DATABASE.sellerJdbc();
    private final TestRows rows = new TestRows(DATABASE.workerJdbc());
    private final UUID ours = rows.seller("name", "Ours");
    private final UUID theirs = rows.seller("name", "Theirs");

    @Test
    void workSeesItsSellerAlone() {
        assertThat(transactions.forSeller(ours, this::sellers)).containsExactly("Ours");
        assertThat(transactions.forSeller(theirs, this::sellers)).containsExactly("Theirs");
    }

    @Test
    void theSellerIsForgottenWithTheTransactionOnEveryConnectionOfThePool() {
        transactions.forSeller(ours, this::sellers);

        for (int i = 0; i < 10; i++) {
            assertThat(sellers()).isEmpty();
        }
    }

    @Test
    void theSellerIsForgottenAlsoWhenTheWorkFails() {
        assertThatThrownBy(() -> transactions.forSeller(ours, () -> {
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(sellers()).isEmpty();
        assertThat(transactions.forSeller(theirs, this::sellers)).containsExactly("Theirs");
    }

    @Test
    void workThatFailsLeavesNothingBehind() {
        assertThatThrownBy(() -> transactions.forSeller(ours, () -> {
            new TestRows(sellerJdbc).listing(ours);
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(listings(ours)).isZero();
    }

    @Test
    void workMayAskAgainForTheSameSellerAndJoinsItsTransaction() {
        assertThatThrownBy(() -> transactions.forSeller(ours, () -> {
            transactions.forSeller(ours, () -> new TestRows(sellerJdbc).listing(ours));
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(listings(ours)).isZero();
    }

    @Test
    void workForOneSellerCannotReachForAnother() {
        assertThatThrownBy(() -> transactions.forSeller(ours,
                () -> transactions.forSeller(theirs, this::sellers)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot reach for another seller");
    }

    @Test
    void nobodyIsNoSeller() {
        assertThatThrownBy(() -> transactions.forSeller(null, this::sellers))
                .isInstanceOf(NullPointerException.class);
    }

    private List<String> sellers() {
        return sellerJdbc.sql("select name from seller order by name").query(String.class).list();
    }

    private long listings(UUID seller) {
        return DATABASE.workerJdbc().sql("select count(*) from listing where seller_id = :seller")
                .param("seller", seller).query(Long.class).single();
    }
}
