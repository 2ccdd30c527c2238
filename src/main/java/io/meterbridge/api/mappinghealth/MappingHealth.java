package io.meterbridge.api.mappinghealth;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.paging.PageRequest;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.sql.Types;
import java.time.InstantSource;
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
        return transactions.forSeller(request.sellerId(), () -> page(request));
    }

    private Page<MappingProblem> page(ApiRequest request) {
        var asked = PageRequest.of(request);
        var rows = sellerJdbc.sql(Sql.of("mapping-health/page"))
                .param("now", Utc.of(clock.instant()))
                .param("problem", request.query().get("problem"), Types.VARCHAR)
                .param("cloud", request.query().get("cloud"), Types.VARCHAR)
                .param("contractId", request.query().get("contract_id"), Types.VARCHAR)
                .param("limit", asked.size()).param("offset", asked.offset())
                .query().listOfRows().stream().map(Row::new).toList();
        var counts = new Page.Counts(rows.get(0).number("matching"), rows.get(0).number("total"));
        return Page.of(request, counts, rows.stream().filter(row -> row.text("problem") != null)
                .map(MappingHealth::problem).toList());
    }

    private static MappingProblem problem(Row row) {
        return new MappingProblem(row.text("problem"), row.text("cloud"), row.uuid("contract_id"),
                row.uuid("buyer_id"), row.uuid("listing_id"), row.text("subscription_id"),
                row.uuid("other_contract_id"), row.text("message"));
    }
}
