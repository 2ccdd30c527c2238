package io.meterbridge.console;

import io.meterbridge.alarm.AlarmKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What filters offer: the words that the contract knows there. */
public final class Choices {

    /** Everything that an endpoint may subscribe to. */
    static final List<String> EVENT_TYPES = List.of("contract.created", "contract.modified", "contract.renewed",
            "contract.cancelled", "buyer.registered", "metering.held", "metering.rejected", "metering.lost",
            "metering.overbilled", "mapping.missing", "integration.broken", "webhook.endpoint_disabled");

    Choices() {
    }

    public List<String> clouds() {
        return List.of("aws", "azure", "gcp");
    }

    public List<String> contractStatuses() {
        return List.of("pending", "active", "suspended", "ending", "cancelled");
    }

    public List<String> recordStatuses() {
        return List.of("held", "frozen", "sending", "unknown", "accepted", "rejected", "expired", "returned",
                "written_off", "shadow");
    }

    public List<String> sources() {
        return List.of("orb", "manual");
    }

    /** What a buyer can be found by. */
    public List<String> buyerKeys() {
        return List.of("customer_aws_account_id", "customer_identifier", "product_code", "tenant_id", "account_id");
    }

    /** What a contract can be found by. */
    public List<String> contractKeys() {
        return List.of("agreement_id", "license_arn", "subscription_id", "offer_id", "plan_id", "entitlement_id",
                "usage_reporting_id");
    }

    public List<String> mappingProblems() {
        return List.of("unmapped", "buyer-mapping-taken", "doubly-mapped", "currency-mismatch", "subscription-ended",
                "dimension-missing");
    }

    public List<String> alarmKinds() {
        return Stream.of(AlarmKind.values()).map(AlarmKind::code).toList();
    }

    public List<String> deliveryStatuses() {
        return List.of("pending", "sending", "delivered", "failed");
    }

    /** Also the one that is sent on request alone. */
    public List<String> eventTypes() {
        var types = new ArrayList<>(EVENT_TYPES);
        types.add("webhook.test");
        return types;
    }

    public List<String> notificationStatuses() {
        return List.of("received", "processing", "done", "ignored", "parked");
    }
}
