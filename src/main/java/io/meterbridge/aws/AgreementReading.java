package io.meterbridge.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.contract.ContractNotice;
import io.meterbridge.inbox.Notification;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.Step;
import io.meterbridge.lifecycle.Terms;
import io.meterbridge.lifecycle.Truth;
import io.meterbridge.marketplace.ForSeller;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What AWS is asked about one agreement, call by call: the agreement, its terms, what it grants, and the terms of
 * the agreement it follows. It belongs to one exchange and is used by one thread.
 */
public final class AgreementReading implements ForSeller {

    /** Pages of one answer; more is not an answer but a loop. */
    private static final int PAGES_MAX = 40;

    private final Notification notification;
    private final AwsEvent event;
    private final AgreementTerms terms = new AgreementTerms();
    private final AgreementTerms followedTerms = new AgreementTerms();
    private String product;
    private AgreementAnswer agreement;
    private boolean followedIsRead;
    private Truth failure;
    private AwsCall next;
    private Consumer<JsonNode> then;
    private int calls;

    AgreementReading(Notification notification, AwsEvent event) {
        this.notification = notification;
        this.event = event;
        if (event.life().step() == Step.NOTED) {
            failure = new Truth.Unreadable("it was not asked");
        }
    }

    @Override
    public UUID sellerId() {
        return notification.sellerId();
    }

    /** The agreement, or the customer and product of the older topics. */
    public String identity() {
        return event.identity();
    }

    /** Whether AWS has to be asked at all. */
    public boolean isAsked() {
        return failure == null;
    }

    /** Whether another call has to be made. */
    public boolean goesOn() {
        return next != null;
    }

    /** Begins, once it is known which product the agreement is about, if anybody said so. */
    void begin(String knownProduct) {
        product = event.product() == null ? knownProduct : event.product();
        ask(AwsCall.Service.AGREEMENT, "DescribeAgreement", "agreementId", event.identity(), this::described);
    }

    AwsCall call() {
        return next;
    }

    /** Takes in an answer and finds out what to ask next. */
    void take(AwsReplyBody reply) {
        calls++;
        if (calls > PAGES_MAX) {
            fail("AWS goes on with empty pages");
        } else if (reply.isAnswer()) {
            var what = then;
            next = null;
            what.accept(reply.json());
        } else {
            refused(reply);
        }
    }

    /** Nothing came of asking: whatever needs an answer waits. */
    void fail(String why) {
        failure = new Truth.Unreadable(why);
        next = null;
    }

    /** What came of it. */
    public ContractNotice notice() {
        var names = new HashMap<>(event.identifiers());
        if (agreement != null && agreement.buyerAccount() != null) {
            names.put("customer_aws_account_id", agreement.buyerAccount());
        }
        return new ContractNotice(notification, event.identity(), Life.Birth.AGREEMENT_AND_LICENCE, event.life(),
                failure == null ? agreement.truth(terms.terms()) : failure, Map.copyOf(names), followed(),
                agreement == null ? null : agreement.initialId());
    }

    private Terms followed() {
        return followedIsRead ? followedTerms.terms() : null;
    }

    private void described(JsonNode answer) {
        agreement = AgreementAnswer.of(answer);
        if (agreement.startAt() == null) {
            fail("AWS's answer about the agreement has no start");
            return;
        }
        askTerms(event.identity(), null, terms, this::askEntitlements);
    }

    private void askTerms(String id, String token, AgreementTerms into, Runnable after) {
        ask(AwsCall.Service.AGREEMENT, "GetAgreementTerms", "agreementId", id, answer -> {
            into.add(answer.path("acceptedTerms"));
            var more = answer.path("nextToken").asText(null);
            if (more != null) {
                askTerms(id, more, into, after);
            } else {
                after.run();
            }
        });
        if (token != null) {
            next.body().put("nextToken", token);
        }
    }

    private void askEntitlements() {
        if (product == null || agreement.buyerAccount() == null) {
            askFollowed();
            return;
        }
        askEntitlements(null);
    }

    private void askEntitlements(String token) {
        ask(AwsCall.Service.ENTITLEMENT, "GetEntitlements", "ProductCode", product, answer -> {
            terms.addEntitlements(answer.path("Entitlements"));
            var more = answer.path("NextToken").asText(null);
            // an empty page may go on
            if (more != null) {
                askEntitlements(more);
            } else {
                askFollowed();
            }
        });
        var filter = next.body().putObject("Filter");
        if (event.license() == null) {
            filter.putArray("CUSTOMER_AWS_ACCOUNT_ID").add(agreement.buyerAccount());
        } else {
            filter.putArray("LICENSE_ARN").add(event.license());
        }
        if (token != null) {
            next.body().put("NextToken", token);
        }
    }

    private void askFollowed() {
        var previous = event.life().succession() == null ? null : event.life().succession().predecessor();
        if (previous != null) {
            askTerms(previous, null, followedTerms, () -> followedIsRead = true);
        }
    }

    /**
     * A refusal for good of something that not every seller has or may ask for leaves it out: as manufacturer of
     * what a partner sold, a seller may not read the terms; without a contract part there are no entitlements.
     */
    private void refused(AwsReplyBody reply) {
        boolean ofAgreement = next.operation().equals("DescribeAgreement");
        if (ofAgreement && reply.is("ResourceNotFoundException")) {
            failure = new Truth.Gone();
            next = null;
        } else if (ofAgreement || !reply.isForGood()) {
            fail("AWS answered " + next.operation() + " with " + reply.type());
        } else if (next.operation().equals("GetEntitlements")) {
            next = null;
            askFollowed();
        } else if (next.body().path("agreementId").asText().equals(event.identity())) {
            next = null;
            askEntitlements();
        } else {
            next = null;
        }
    }

    private void ask(AwsCall.Service service, String operation, String field, String value,
            Consumer<JsonNode> what) {
        var body = JsonNodeFactory.instance.objectNode().put(field, value);
        next = new AwsCall(service, operation, body);
        then = what;
    }
}
