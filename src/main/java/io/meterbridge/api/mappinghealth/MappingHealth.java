package io.meterbridge.api.mappinghealth;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.database.SellerTransactions;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code GET /api/mapping-health}: looked up when it is asked for, so it is never out of date. */
public final class MappingHealth {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    MappingHealth(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    /** What is wrong, contract by contract. */
    public Page<MappingProblem> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("problem", "problem")
                .text("cloud", "cloud")
                .id("contract_id", "contractId")
                .with("now", Utc.of(clock.instant()))
                .page(sellerJdbc, "mapping-health/count-all", "mapping-health/count", "mapping-health/list",
                        (row, number) -> new MappingProblem(row.getString("problem"), row.getString("cloud"),
                                row.getObject("contract_id", UUID.class), row.getObject("buyer_id", UUID.class),
                                row.getObject("listing_id", UUID.class), row.getString("subscription_id"),
                                row.getObject("other_contract_id", UUID.class), row.getString("message"))));
    }
}
