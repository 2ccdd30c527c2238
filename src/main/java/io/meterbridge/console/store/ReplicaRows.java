package io.meterbridge.console.store;

import io.meterbridge.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What whoever runs the installation sees of its processes and of the work before them; of no seller in particular. */
public final class ReplicaRows {

    private final JdbcClient workerJdbc;

    ReplicaRows(JdbcClient workerJdbc) {
        this.workerJdbc = workerJdbc;
    }

    /**
     * A process.
     *
     * @param seenAt its last sign of life
     */
    public record Replica(String name, Instant seenAt) {
    }

    /** Processes that share the clock. */
    public List<Replica> replicas() {
        return workerJdbc.sql(Sql.of("console/replicas"))
                .query((row, number) -> new Replica(row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("seen_at"))))
                .list();
    }

    /** Work that waits or is under way, by kind. */
    public List<Map<String, Object>> work() {
        return Rows.of(workerJdbc.sql(Sql.of("console/work")));
    }
}
