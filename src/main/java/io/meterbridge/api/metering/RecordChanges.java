package io.meterbridge.api.metering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code PATCH /api/metering/{id}}: a record's own custom properties; everything else about it stands. */
public final class RecordChanges {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final MeteringRecords records;
    private final ApiJson json;
    private final InstantSource clock;

    RecordChanges(SellerTransactions transactions, JdbcClient sellerJdbc, MeteringRecords records, ApiJson json,
            InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.records = records;
        this.json = json;
        this.clock = clock;
    }

    /** Merges the properties into the record's own (RFC 7396); those of its buyer and contract stay below them. */
    public Record patch(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            var stored = sellerJdbc.sql(Sql.of("record/lock-properties")).param("id", request.id())
                    .query(String.class).optional()
                    .orElseThrow(() -> ProblemException.notFound("metering record"));
            if (request.object().has("custom_properties")) {
                var merged = Bodies.merge((ObjectNode) json.read(stored), request.object().get("custom_properties"));
                sellerJdbc.sql(Sql.of("record/set-properties")).param("id", request.id())
                        .param("properties", json.write(merged)).param("now", Utc.of(clock.instant())).update();
            }
            return records.get(request);
        });
    }
}
