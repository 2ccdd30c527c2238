package io.meterbridge.inbox;

import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * The one door for messages. When {@link #store} returns, the message is committed and its sender may be told
 * so; when it throws, nothing is stored and the sender has to send it again. A message that nobody can read is
 * kept too, parked, because its sender would only repeat it.
 */
@Component("ingress")
public class Ingress {

    /** More is cut off; no marketplace sends a tenth of it. */
    static final int BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final IdGenerator ids;
    private final InstantSource clock;

    Ingress(SellerTransactions transactions, JdbcClient sellerJdbc, IdGenerator ids, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores a message once.
     *
     * @return false when the same message was stored before, by this way or another
     */
    public boolean store(RawMessage message) {
        var now = clock.instant();
        if (message.body().length > BYTES_MAX) {
            return insert(message, Arrays.copyOf(message.body(), BYTES_MAX), null, "too large", now);
        }
        try {
            return insert(message, message.body(), Envelope.open(message.cloud(), message.body()), null, now);
        } catch (Unreadable e) {
            return insert(message, message.body(), null, e.getMessage(), now);
        }
    }

    private boolean insert(RawMessage message, byte[] body, Envelope envelope, String unreadable, Instant now) {
        var known = envelope == null ? new Envelope(null, null, null, null, null) : envelope;
        var occurredAt = known.at(message.sentAt()).occurredAt();
        var key = MessageKey.of(known.key(), message);
        var stored = transactions.forSeller(message.sellerId(), () -> sellerJdbc.sql(Sql.of("inbox/store"))
                .param("id", ids.generateId())
                .param("sellerId", message.sellerId())
                .param("cloud", message.cloud())
                .param("messageKey", key)
                .param("transport", message.transport())
                .param("body", body)
                .param("eventType", MessageKey.bounded(known.type()))
                .param("contractKey", MessageKey.bounded(known.contractKey()))
                .param("occurredAt", utc(occurredAt))
                .param("now", utc(now))
                .param("state", unreadable == null ? "received" : "parked")
                .param("reason", unreadable)
                .update() == 1);
        LOG.info("notification: seller={} cloud={} transport={} type={} key={} {}", message.sellerId(),
                message.cloud(), message.transport(), MessageKey.bounded(known.type()), key,
                !stored ? "was stored before" : unreadable == null ? "stored" : "parked: " + unreadable);
        return stored;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
