package io.meterbridge.inbox;

import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import org.apache.camel.Body;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What Orb's webhooks tell. Cost is read every hour anyway; an event about a subscription only has its periods
 * and prices read anew with the next hour.
 */
@Component("orbEvents")
public class OrbEvents {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final Inbox inbox;

    OrbEvents(SellerTransactions transactions, JdbcClient sellerJdbc, Inbox inbox) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.inbox = inbox;
    }

    /** Applies an event and settles it in one transaction. */
    public void apply(@Body Notification notification) {
        transactions.forSeller(notification.sellerId(), () -> {
            inbox.settle(notification, verdict(notification));
            return null;
        });
    }

    private Verdict verdict(Notification notification) {
        if (notification.type() == null || !notification.type().startsWith("subscription.")
                || notification.contractKey() == null) {
            return Verdict.ignored("nothing depends on this event");
        }
        var accounts = sellerJdbc.sql(Sql.of("orb/forget-subscription"))
                .param("subscriptionId", notification.contractKey()).update();
        return accounts == 0 ? Verdict.ignored("no contract is mapped to this subscription") : Verdict.done();
    }
}
