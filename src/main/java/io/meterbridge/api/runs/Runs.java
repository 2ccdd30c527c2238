package io.meterbridge.api.runs;

import io.meterbridge.api.Bodies;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/** {@code /api/metering/runs}: which hours are metered, and how far they are. */
public final class Runs {

    private static final Duration OLDEST = Duration.ofHours(23);

    private final JdbcClient workerJdbc;
    private final TransactionTemplate transaction;
    private final ApiJson json;
    private final IdGenerator ids;
    private final InstantSource clock;

    Runs(JdbcClient workerJdbc, TransactionTemplate transaction, ApiJson json, IdGenerator ids,
            InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.transaction = transaction;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens an hour, or opens it again: what failed for it is tried once more, what is done stays done. */
    public Run open(ApiRequest request) {
        var hour = checked(Bodies.instant(request.body(), "hour"));
        return transaction.execute(status -> {
            var id = workerJdbc.sql(Sql.of("metering-read/open-run"))
                    .param("id", ids.generateId())
                    .param("hour", Utc.of(hour))
                    .param("now", Utc.of(clock.instant()))
                    .query(UUID.class)
                    .single();
            workerJdbc.sql(Sql.of("metering-read/retry-failed-reads"))
                    .param("hour", Utc.of(hour))
                    .param("now", Utc.of(clock.instant()))
                    .update();
            return one(id);
        });
    }

    /** Runs, newest hour first. */
    public Page<Run> list(ApiRequest request) {
        return new Filter(request).instant("hour", "hour").text("status", "status").page(workerJdbc,
                "metering-read/count-all-runs", "metering-read/count-runs", "metering-read/list-runs",
                (row, number) -> read(row));
    }

    /** One run. */
    public Run get(ApiRequest request) {
        return one(request.id());
    }

    private Run one(UUID id) {
        return workerJdbc.sql(Sql.of("metering-read/find-run")).param("id", id)
                .query((row, number) -> read(row)).optional()
                .orElseThrow(() -> ProblemException.notFound("run"));
    }

    private Instant checked(Instant hour) {
        var now = clock.instant();
        if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
            throw ProblemException.invalid("/hour", "is not the start of an hour");
        }
        if (hour.plus(1, ChronoUnit.HOURS).isAfter(now)) {
            throw ProblemException.invalid("/hour", "has not ended yet");
        }
        if (hour.isBefore(now.minus(OLDEST))) {
            throw ProblemException.invalid("/hour", "began more than 23 hours ago");
        }
        return hour;
    }

    private Run read(ResultSet row) throws SQLException {
        return new Run(row.getObject("id", UUID.class), Utc.read(row, "hour"), row.getString("status"),
                row.getLong("accounts"), json.read(row.getString("counts")),
                row.getLong("cost_reads_failed"));
    }
}
