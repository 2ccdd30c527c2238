package io.meterbridge.api.shadow;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.database.SellerTransactions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code GET /api/reports/shadow}: what we would have told beside what another tool told, day by day. */
public final class ShadowComparison {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;

    ShadowComparison(SellerTransactions transactions, JdbcClient sellerJdbc) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
    }

    /**
     * A contract's day in one dimension.
     *
     * @param difference our value less the other tool's
     */
    record Day(UUID contractId, String cloud, String dimension, LocalDate day, BigDecimal units, BigDecimal value,
            BigDecimal otherUnits, BigDecimal otherValue, BigDecimal difference, String currency) {
    }

    /** A page, the newest day first. */
    public Page<Day> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .id("contract_id", "contractId")
                .instant("hour_from", "hourFrom")
                .instant("hour_to", "hourTo")
                .page(sellerJdbc, "shadow/count-all", "shadow/count", "shadow/list",
                        (row, number) -> new Day(row.getObject("contract_id", UUID.class), row.getString("cloud"),
                                row.getString("dimension"), row.getObject("day", LocalDate.class),
                                row.getBigDecimal("units"), row.getBigDecimal("value"),
                                row.getBigDecimal("other_units"), row.getBigDecimal("other_value"),
                                row.getBigDecimal("difference"), row.getString("currency"))));
    }
}
