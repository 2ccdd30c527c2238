package io.meterbridge.api.contracts;

import io.meterbridge.api.Utc;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hour from which on a contract's usage is told from here and no longer by another tool (money.md M-23). It lies
 * ahead of every hour that was settled, so that no shadow has to become a record; call it inside a transaction of the
 * seller that holds the contract.
 */
final class CutOver {

    private static final String POINTER = "/cut_over_at";

    private final JdbcClient sellerJdbc;
    private final InstantSource clock;

    CutOver(JdbcClient sellerJdbc, InstantSource clock) {
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
    }

    private record Standing(Instant earliest, boolean sends) {
    }

    /**
     * Sets the hour, or lets the listing decide again when it is null.
     *
     * @throws ProblemException 422 when it is no whole hour; 409 when something of the contract was sent already, or
     *         the hour is settled
     */
    void set(UUID contractId, Instant at) {
        if (at != null && !at.truncatedTo(ChronoUnit.HOURS).equals(at)) {
            throw ProblemException.invalid(POINTER, "is no whole hour");
        }
        sellerJdbc.sql(Sql.of("ledger/lock-accounts-of-contracts")).param("contracts", new UUID[] {contractId})
                .query().listOfRows();
        var standing = sellerJdbc.sql(Sql.of("shadow/standing")).param("contract", contractId)
                .query((row, number) -> new Standing(Utc.read(row, "earliest"), row.getBoolean("sends"))).single();
        if (standing.sends()) {
            throw ProblemException.conflict("Usage of this contract was sent already.", null);
        }
        if (at != null && standing.earliest() != null && at.isBefore(standing.earliest())) {
            throw ProblemException.conflict("Its usage is settled up to " + standing.earliest()
                    + "; that is the earliest hour it can be cut over at.", null);
        }
        sellerJdbc.sql(Sql.of("shadow/cut-over")).param("contract", contractId).param("at", Utc.of(at))
                .param("now", Utc.of(clock.instant())).update();
    }
}
