package io.meterbridge.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code GET /api/audit}: a seller sees the changes of its own rows, the operator all. */
public final class AuditLog {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final JdbcClient workerJdbc;
    private final ApiJson json;

    AuditLog(SellerTransactions transactions, JdbcClient sellerJdbc, JdbcClient workerJdbc, ApiJson json) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.workerJdbc = workerJdbc;
        this.json = json;
    }

    /** Changes, newest first. */
    public Page<AuditEntry> list(ApiRequest request) {
        return request.caller().sellerId() == null ? page(request, workerJdbc)
                : transactions.forSeller(request.sellerId(), () -> page(request, sellerJdbc));
    }

    private Page<AuditEntry> page(ApiRequest request, JdbcClient jdbc) {
        return new Filter(request)
                .text("thing", "thing")
                .text("thing_id", "thingId")
                .instant("from", "from")
                .instant("to", "to")
                .page(jdbc, "audit/count-all", "audit/count", "audit/list", (row, number) -> read(row));
    }

    private AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(row.getLong("id"), row.getObject("seller_id", UUID.class), Utc.read(row, "at"),
                row.getString("client_id"), row.getString("role"), row.getString("operation"),
                row.getString("change"), row.getString("thing"), row.getString("thing_id"),
                tree(row.getString("before")), tree(row.getString("after")));
    }

    private JsonNode tree(String text) {
        return text == null ? null : json.read(text);
    }
}
