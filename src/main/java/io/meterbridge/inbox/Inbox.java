package io.meterbridge.inbox;

import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.time.DatabaseOffset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands out notifications and takes back what became of them. */
@Component("inbox")
public class Inbox {

    /** How often in a row work may end in nothing before a human is asked: some six hours. */
    static final int FAILURES_MAX = 30;

    private static final int CLAIM_MAX = 32;
    /** In work at once for one seller, over all replicas, so that one who hangs leaves room for others. */
    private static final int PER_SELLER = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration NO_ROUTE_PAUSE = Duration.ofMinutes(1);
    private static final int REASON_MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final InstantSource clock;
    private final DatabaseOffset offset;

    Inbox(SellerTransactions transactions, JdbcClient sellerJdbc, InstantSource clock, DatabaseOffset offset) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.clock = clock;
        this.offset = offset;
    }

    /**
     * Says what became of a notification. Call it inside the transaction of its seller that changes the contract
     * and writes the outgoing event: all three commit together or not at all.
     *
     * @throws IllegalStateException outside a transaction of that seller
     * @throws ClaimLost             when the notification is in other hands by now
     */
    public void settle(Notification notification, Verdict verdict) {
        transactions.requireSeller(notification.sellerId());
        if (!write(notification, Settled.of(verdict, clock.instant()), 0, 0)) {
            throw new ClaimLost(notification);
        }
        LOG.info("notification: {} {}", notification, verdict);
    }

    /**
     * Parameters of {@code inbox/claim.sql}.
     *
     * @param leaseSeconds how long a notification belongs to its claim; calls to a marketplace give up long before
     */
    public Map<String, Object> parameters(long leaseSeconds) {
        return Map.of("now", clock.instant().atOffset(ZoneOffset.UTC), "limit", offset.claimable(CLAIM_MAX),
                "perSeller", PER_SELLER, "leaseSeconds", leaseSeconds);
    }

    /** One claimed row of {@code inbox/claim.sql}. The stored bytes are read anew, so a replay profits from a fix. */
    public Notification notification(@Body Map<String, Object> columns) {
        var row = new Row(columns);
        var envelope = read(row);
        var occurredAt = row.instant("occurred_at");
        return new Notification(row.uuid("id"), row.uuid("seller_id"), row.text("cloud"), row.text("transport"),
                row.text("message_key"), envelope == null ? null : envelope.type(),
                envelope == null ? null : envelope.contractKey(),
                occurredAt == null ? row.instant("received_at") : occurredAt, row.instant("received_at"),
                (int) row.number("attempts"), (int) row.number("failures"), row.number("claim_token"),
                envelope == null ? null : envelope.payload());
    }

    private static Envelope read(Row row) {
        try {
            return Envelope.open(row.text("cloud"), row.bytes("body"));
        } catch (Unreadable e) {
            return null;
        }
    }

    /** A replayed message that is as unreadable as before. */
    public void unreadable(@ExchangeProperty("notification") Notification notification) {
        giveBack(notification, Settled.of(Verdict.parked("still unreadable"), clock.instant()), 0, 0);
    }

    /** Nobody reads this cloud's notifications yet: they wait, and waiting does not count as an attempt. */
    public void noRoute(@ExchangeProperty("notification") Notification notification) {
        giveBack(notification,
                Settled.of(Verdict.later(NO_ROUTE_PAUSE, "no route direct:contract-" + notification.cloud()),
                        clock.instant()), notification.failures(), 1);
    }

    /** The work failed: again after a pause that doubles, and parked when it keeps failing. */
    public void failed(@ExchangeProperty("notification") Notification notification, Exception failure) {
        LOG.warn("notification: {} failed the {}. time", notification, notification.failures() + 1, failure);
        tryAgain(notification, failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    /** The work ended without saying what became of the notification: that is a failure too. */
    public void unsettled(@ExchangeProperty("notification") Notification notification) {
        tryAgain(notification, "the route ended without a verdict");
    }

    private void tryAgain(Notification notification, String reason) {
        var failures = notification.failures() + 1;
        var verdict = failures >= FAILURES_MAX ? Verdict.parked(reason)
                : Verdict.later(pause(failures), reason);
        giveBack(notification, Settled.of(verdict, clock.instant()), failures, 0);
    }

    /** From five seconds, doubling, to a quarter of an hour. */
    static Duration pause(int failures) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** What the work settled itself, or somebody else has by now, stays as it is. */
    private void giveBack(Notification notification, Settled settled, int failures, int uncounted) {
        transactions.forSeller(notification.sellerId(), () -> write(notification, settled, failures, uncounted));
    }

    private boolean write(Notification notification, Settled settled, int failures, int uncounted) {
        return sellerJdbc.sql(Sql.of("inbox/settle"))
                .param("id", notification.id())
                .param("claimToken", notification.claimToken())
                .param("state", settled.state())
                .param("reason", settled.reason())
                .param("failures", failures)
                .param("uncounted", uncounted)
                .param("nextAttemptAt", settled.nextAttemptAt().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    /** A verdict as columns. */
    private record Settled(String state, String reason, Instant nextAttemptAt) {

        static Settled of(Verdict verdict, Instant now) {
            if (verdict instanceof Verdict.Done) {
                return new Settled("done", null, now);
            }
            if (verdict instanceof Verdict.Ignored ignored) {
                return new Settled("ignored", bounded(ignored.reason()), now);
            }
            if (verdict instanceof Verdict.Later later) {
                return new Settled("received", bounded(later.reason()), now.plus(later.after()));
            }
            if (verdict instanceof Verdict.Parked parked) {
                return new Settled("parked", bounded(parked.reason()), now);
            }
            throw new IllegalArgumentException("No verdict: " + verdict);
        }

        private static String bounded(String reason) {
            var clean = reason.replaceAll("\\p{Cntrl}", " ");
            return clean.length() <= REASON_MAX ? clean : clean.substring(0, REASON_MAX);
        }
    }
}
