package io.meterbridge.api.metering;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.metering.Explanation.Attempt;
import io.meterbridge.api.metering.Explanation.Correction;
import io.meterbridge.api.metering.Explanation.Decision;
import io.meterbridge.api.metering.Explanation.Sum;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /api/metering}: what the marketplaces were told, and why. */
public final class MeteringRecords {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final ApiJson json;

    MeteringRecords(SellerTransactions transactions, JdbcClient sellerJdbc, ApiJson json) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.json = json;
    }

    /** The seller's records: held ones first, then the newest hour first. */
    public Page<Record> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("cloud", "cloud")
                .id("contract_id", "contractId")
                .text("dimension", "dimension")
                .text("status", "status")
                .text("source", "source")
                .instant("hour_from", "hourFrom")
                .instant("hour_to", "hourTo")
                .page(sellerJdbc, "metering-read/count-all", "metering-read/count",
                        "metering-read/list", (row, number) -> read(row)));
    }

    /** One record. */
    public Record get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> sellerJdbc
                .sql(Sql.of("metering-read/find")).param("id", request.id())
                .query((row, number) -> read(row)).optional()
                .orElseThrow(() -> ProblemException.notFound("metering record")));
    }

    /** Everything that is known about one record. */
    public Explanation explain(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> sellerJdbc
                .sql(Sql.of("metering-read/find")).param("id", request.id())
                .query((row, number) -> explain(row)).optional()
                .orElseThrow(() -> ProblemException.notFound("metering record")));
    }

    private Explanation explain(ResultSet row) throws SQLException {
        var record = read(row);
        var cost = row.getBigDecimal("cost");
        var sum = cost == null ? null : Sum.of(cost, row.getBigDecimal("baseline"),
                row.getBigDecimal("included"), row.getBigDecimal("committed_before"),
                row.getBigDecimal("written_off"), record);
        return new Explanation(record, tree(row.getString("reading")), sum, corrections(record.id()),
                decisions(record.id()), attempts(record.id()));
    }

    private List<Correction> corrections(UUID id) {
        return sellerJdbc.sql(Sql.of("metering-read/corrections")).param("id", id)
                .query((row, number) -> new Correction(row.getBigDecimal("amount"),
                        row.getBigDecimal("old_price"), row.getBigDecimal("new_price"),
                        row.getString("reason"), Utc.read(row, "booked_at")))
                .list();
    }

    private List<Decision> decisions(UUID id) {
        return sellerJdbc.sql(Sql.of("metering-read/decisions")).param("id", id)
                .query((row, number) -> new Decision(row.getString("decision"), row.getString("reason"),
                        row.getBigDecimal("amount"), row.getString("decided_by"), Utc.read(row, "decided_at")))
                .list();
    }

    private List<Attempt> attempts(UUID id) {
        return sellerJdbc.sql(Sql.of("metering-read/attempts")).param("id", id)
                .query((row, number) -> new Attempt(Utc.read(row, "claimed_at"), Utc.read(row, "sent_at"),
                        Utc.read(row, "answered_at"), row.getString("outcome"), row.getString("code"),
                        tree(row.getString("answer"))))
                .list();
    }

    private Record read(ResultSet row) throws SQLException {
        return Record.read(row, json);
    }

    private JsonNode tree(String text) {
        return text == null ? null : json.read(text);
    }
}
