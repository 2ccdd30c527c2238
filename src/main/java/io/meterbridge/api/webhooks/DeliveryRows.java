package io.meterbridge.api.webhooks;

import io.meterbridge.api.Utc;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.webhooks.DeliveryView.AttemptView;
import io.meterbridge.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of deliveries; call it inside a transaction of their seller. */
final class DeliveryRows {

    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    DeliveryRows(JdbcClient sellerJdbc, InstantSource clock) {
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    DeliveryView get(UUID id) {
        return sellerJdbc.sql(Sql.of("webhook/find-delivery")).param("id", id)
                .query((row, number) -> read(row)).optional()
                .orElseThrow(() -> ProblemException.notFound("delivery"));
    }

    List<AttemptView> attemptsOf(UUID id) {
        return sellerJdbc.sql(Sql.of("webhook/attempts-of-delivery")).param("id", id)
                .query((row, number) -> new AttemptView(Utc.read(row, "attempted_at"),
                        row.getString("outcome"), row.getObject("http_status", Integer.class),
                        row.getInt("latency_millis"), row.getString("answer")))
                .list();
    }

    /** False when it is on its way, or its endpoint takes nothing. */
    boolean replay(UUID id) {
        return sellerJdbc.sql(Sql.of("webhook/replay-delivery"))
                .param("id", id).param("now", Utc.of(clock.instant())).update() == 1;
    }

    static DeliveryView read(ResultSet row) throws SQLException {
        return new DeliveryView(row.getObject("id", UUID.class), row.getString("webhook_id"),
                row.getString("type"), row.getObject("endpoint_id", UUID.class), row.getString("status"),
                row.getString("reason"), row.getInt("attempts"), Utc.read(row, "next_attempt_at"),
                Utc.read(row, "deadline_at"), Utc.read(row, "created_at"), Utc.read(row, "delivered_at"), null);
    }
}
