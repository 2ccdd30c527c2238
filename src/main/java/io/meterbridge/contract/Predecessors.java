package io.meterbridge.contract;

import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.database.Sql;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.Predecessor;
import io.meterbridge.lifecycle.Succession;
import io.meterbridge.lifecycle.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the contract that another one follows; call it inside a transaction of the contract's seller. */
@Component
class Predecessors {

    /** Events of one renewal come minutes apart; a contract that nobody heard of in an hour is not ours. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /**
     * What was found.
     *
     * @param key the contract's identity, or null when there is none
     */
    record Found(String key, Predecessor predecessor) {
    }

    private static final Found NONE = new Found(null, Predecessor.UNKNOWN);

    private final JdbcClient sellerJdbc;
    private final LifeRows lives;
    private final ContractRows contracts;

    Predecessors(JdbcClient sellerJdbc, LifeRows lives, ContractRows contracts) {
        this.sellerJdbc = sellerJdbc;
        this.lives = lives;
        this.contracts = contracts;
    }

    Found of(ContractNotice notice, Life life, Instant now) {
        var succession = life.with(notice.event()).succession();
        if (succession.isEmpty()) {
            return NONE;
        }
        var key = key(notice, succession.get());
        var known = key == null ? null : lives.find(notice.notification().cloud(), key, life.born());
        if (known == null || !known.exists()) {
            boolean awaited = now.isBefore(notice.event().at().plus(PATIENCE));
            return new Found(null, awaited ? Predecessor.AWAITED : Predecessor.UNKNOWN);
        }
        return new Found(key, Predecessor.of(terms(notice, known, now)));
    }

    /** As the event names it; else the newest contract of the same chain. */
    private String key(ContractNotice notice, Succession succession) {
        if (succession.predecessor() != null) {
            return succession.predecessor();
        }
        return notice.firstOfChain() == null ? null
                : sellerJdbc.sql(Sql.of("contract-life/last-of-chain"))
                        .param("cloud", notice.notification().cloud())
                        .param("first", notice.firstOfChain())
                        .param("identity", notice.identity())
                        .query(String.class).optional().orElse(null);
    }

    private Terms terms(ContractNotice notice, KnownContract known, Instant now) {
        if (notice.followed() != null) {
            return notice.followed();
        }
        if (known.life().terms() != null) {
            return known.life().terms();
        }
        var price = contracts.priceAt(known.id(), now);
        return Terms.ofUsage(null, price.currency(), Map.of(price.id(), price.unitPrice()));
    }
}
