package io.meterbridge.landing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.buyers.BuyerRows;
import io.meterbridge.api.contracts.CloudIdentity;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.inbox.Ingress;
import io.meterbridge.inbox.RawMessage;
import io.meterbridge.lifecycle.AzureEvents;
import io.meterbridge.webhook.EventOutbox;
import io.meterbridge.webhook.EventType;
import io.meterbridge.webhook.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Keeps who signed up. The buyer may be known already, from a notification that came first, or becomes known by
 * this; the seller is told once either way, in the same transaction.
 */
@Component("signUps")
public class SignUps {

    private static final Logger LOG = LoggerFactory.getLogger(SignUps.class);

    private final SellerTransactions transactions;
    private final BuyerRows buyers;
    private final EventOutbox outbox;
    private final Ingress ingress;
    private final IdGenerator ids;
    private final InstantSource clock;

    SignUps(SellerTransactions transactions, BuyerRows buyers, @Qualifier("eventOutbox") EventOutbox outbox,
            Ingress ingress, IdGenerator ids, InstantSource clock) {
        this.transactions = transactions;
        this.buyers = buyers;
        this.outbox = outbox;
        this.ingress = ingress;
        this.ids = ids;
        this.clock = clock;
    }

    /** Creates or completes the buyer; the answer is its id. */
    public UUID register(@ExchangeProperty("landing") LandingCall call, @ExchangeProperty("signUp") SignUp signUp) {
        return transactions.forSeller(call.sellerId(), () -> {
            var identifiers = identifiers(signUp);
            var id = buyers.findOrInsert(ids.generateId(), call.cloud(), signUp.name(),
                    CloudIdentity.of(call.cloud()).buyerKey(identifiers), identifiers);
            var now = clock.instant();
            boolean first = buyers.registered(id);
            if (first) {
                outbox.record(call.sellerId(), OutgoingEvent.of(EventType.BUYER_REGISTERED, now,
                        Map.of("buyer", buyers.find(id).orElseThrow())));
            }
            LOG.info("landing: {} buyer={} {}", call, id, first ? "registered" : "came back");
            return id;
        });
    }

    /**
     * Has the contract of a purchase read, because Azure says nothing of one that was activated here.
     *
     * @param moment tells messages about the same contract apart
     */
    public void look(@ExchangeProperty("landing") LandingCall call, @ExchangeProperty("signUp") SignUp signUp,
            @ExchangeProperty("moment") String moment) {
        var now = clock.instant();
        var message = JsonNodeFactory.instance.objectNode().put("id", "landing:" + signUp.contractId() + ":" + moment)
                .put("action", AzureEvents.POLL).put("subscriptionId", signUp.contractId())
                .put("timeStamp", now.toString());
        ingress.store(new RawMessage(call.sellerId(), call.cloud(), "landing", null,
                message.toString().getBytes(StandardCharsets.UTF_8), now));
    }

    private static ObjectNode identifiers(SignUp signUp) {
        var json = JsonNodeFactory.instance.objectNode();
        signUp.buyer().forEach(json::put);
        return json;
    }
}
