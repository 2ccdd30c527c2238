package io.meterbridge.api.notifications;

import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code /api/notifications}. */
@Component("notifications")
public class Notifications {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    Notifications(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    /** The seller's notifications, newest first. */
    public Page<ReceivedNotification> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("cloud", "cloud")
                .text("status", "status")
                .text("type", "type")
                .text("contract_key", "contractKey")
                .instant("received_at_after", "receivedAtAfter")
                .page(sellerJdbc, "notification/count-all", "notification/count", "notification/list",
                        (row, number) -> read(row)));
    }

    /** Puts a notification back in line, whatever became of it; not while somebody works on it. */
    public ReceivedNotification replay(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            one(request.id());
            var replayed = sellerJdbc.sql(Sql.of("notification/replay"))
                    .param("id", request.id()).param("now", Utc.of(clock.instant())).update();
            if (replayed == 0) {
                throw ProblemException.conflict("Somebody works on this notification right now.", null);
            }
            return one(request.id());
        });
    }

    private ReceivedNotification one(UUID id) {
        return sellerJdbc.sql(Sql.of("notification/find")).param("id", id)
                .query((row, number) -> read(row)).optional()
                .orElseThrow(() -> ProblemException.notFound("notification"));
    }

    private static ReceivedNotification read(ResultSet row) throws SQLException {
        return new ReceivedNotification(row.getObject("id", UUID.class), row.getString("cloud"),
                row.getString("transport"), row.getString("message_key"), row.getString("event_type"),
                row.getString("contract_key"), Utc.read(row, "occurred_at"), Utc.read(row, "received_at"),
                row.getString("state"), row.getString("reason"), row.getInt("attempts"),
                Utc.read(row, "next_attempt_at"), Utc.read(row, "settled_at"),
                new String(row.getBytes("body"), StandardCharsets.UTF_8));
    }
}
