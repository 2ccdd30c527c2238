package io.meterbridge.ledger;

import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Sql;
import io.meterbridge.orb.OrbFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes that a cost could not be read: the hour stays open, the account is asked again, and after several
 * tries the run says so. No money moves.
 */
@Component
class FailedReads {

    static final String CURRENCY_MISMATCH = "currency-mismatch";

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    /** Tries within one hour before the run counts the account as failed. */
    private static final int TRIES_MAX = 5;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final Duration KEY_RETRY = Duration.ofMinutes(30);

    private final JdbcClient workerJdbc;
    private final ConnectionNews connections;

    FailedReads(@Qualifier("workerJdbc") JdbcClient workerJdbc, ConnectionNews connections) {
        this.workerJdbc = workerJdbc;
        this.connections = connections;
    }

    /** Notes failures inside the transaction that holds their accounts. */
    void note(List<AccountReading> failures, Instant now) {
        var rows = new ArrayList<Map<String, Object>>();
        var paused = new HashSet<UUID>();
        for (var reading : failures) {
            LOG.atWarn().addKeyValue("seller", reading.claim().sellerId())
                    .addKeyValue("account", reading.claim().accountId())
                    .addKeyValue("hour", reading.claim().hour().start())
                    .log("metering: no cost account={} hour={} kind={} detail={}", reading.claim().accountId(),
                            reading.claim().hour().start(), reading.failure().kind(), reading.failure().detail());
            var kind = reading.failure().kind();
            if (kind == OrbFailure.Kind.THROTTLED && paused.add(reading.claim().sellerId())) {
                pause(reading, now);
            } else if (kind == OrbFailure.Kind.CREDENTIALS) {
                breakConnection(reading, now);
            }
            rows.add(row(reading, now));
        }
        if (!rows.isEmpty()) {
            workerJdbc.sql(Sql.of("account/note-failed-reads")).param("rows", JsonRows.of(rows)).update();
        }
    }

    private static Map<String, Object> row(AccountReading reading, Instant now) {
        var claim = reading.claim();
        var failure = reading.failure();
        boolean throttled = failure.kind() == OrbFailure.Kind.THROTTLED;
        boolean tooLarge = failure.kind() == OrbFailure.Kind.TOO_LARGE && !claim.narrow();
        int failures = throttled || tooLarge ? claim.readFailures() : claim.readFailures() + 1;
        boolean blocks = failure.detail().startsWith(CURRENCY_MISMATCH);
        var row = new LinkedHashMap<String, Object>();
        row.put("id", claim.accountId());
        row.put("claim_token", claim.claimToken());
        row.put("failures", givesUp(failure, failures) ? 0 : failures);
        row.put("error", failure.kind() + ": " + failure.detail());
        row.put("next_read_at", throttled || tooLarge ? now : now.plus(backoff(failures)));
        row.put("gives_up", givesUp(failure, failures));
        row.put("hour", claim.hour().start());
        row.put("narrow", tooLarge);
        row.put("blocks", blocks);
        row.put("reason", blocks ? CURRENCY_MISMATCH : null);
        return row;
    }

    /** Asking again at once cannot help against these; the next hour tries again. */
    private static boolean givesUp(OrbFailure failure, int failures) {
        return switch (failure.kind()) {
            case CREDENTIALS, UNKNOWN_SUBSCRIPTION, REFUSED -> true;
            case TRANSIENT, TOO_LARGE -> failures >= TRIES_MAX;
            case THROTTLED -> false;
        };
    }

    private static Duration backoff(int failures) {
        var wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    }

    /** Everybody on this Orb account waits: as long as Orb asks, else doubling from a second. */
    private void pause(AccountReading reading, Instant now) {
        UUID seller = reading.claim().sellerId();
        var asked = reading.failure().retryAfter();
        int throttles = workerJdbc.sql(Sql.of("orb/throttles")).param("seller", seller)
                .query(Integer.class).optional().orElse(0);
        var wait = asked != null ? asked : Duration.ofSeconds(1L << Math.min(throttles, 6));
        workerJdbc.sql(Sql.of("orb/pause-budget")).param("seller", seller)
                .param("until", utc(now.plus(wait))).update();
    }

    private void breakConnection(AccountReading reading, Instant now) {
        var claim = reading.claim();
        connections.broken(claim.sellerId(), workerJdbc.sql(Sql.of("orb/break-connection"))
                .param("seller", claim.sellerId())
                .param("reason", "Orb refused the API key: " + reading.failure().detail())
                .param("retryAt", utc(now.plus(KEY_RETRY))).param("now", utc(now)).query().listOfRows(), now);
        workerJdbc.sql(Sql.of("account/fail-all-of-seller")).param("seller", claim.sellerId())
                .param("hour", utc(claim.hour().start())).param("error", reading.failure().detail()).update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
