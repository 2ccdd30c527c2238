package io.meterbridge.lifecycle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The life of a contract on each marketplace, as the marketplaces document it. */
final class Lives {

    static final Terms CHEAP = Terms.ofUsage("silver", "USD", Map.of("units", new BigDecimal("0.01")));
    static final Terms DEAR = Terms.ofUsage("gold", "USD", Map.of("units", new BigDecimal("0.02")));
    static final Terms DEAR_FOR_NINE = DEAR.with("gold", new BigDecimal("9"));

    private Lives() {
    }

    /** An agreement is amended and renewed; the buyer cancels the second one. */
    static Marketplace aws() {
        var story = new ArrayList<Emission>();
        var a = "agmt-1";
        var b = "agmt-2";
        story.add(new Emission(a, AwsEvents.agreement("c1", "Purchase Agreement Created - Proposer", at(0), "NEW",
                "ACTIVE", null), known(ContractStatus.ACTIVE, null, CHEAP, 0, 40, null)));
        story.add(new Emission(a, AwsEvents.licence("l1", at(1), "pc", "arn:l-1"), null));
        story.add(new Emission(a, AwsEvents.agreement("m1", "Purchase Agreement Amended - Proposer", at(10),
                "AMEND", "ACTIVE", null), known(ContractStatus.ACTIVE, null, DEAR, 0, 40, null)));
        story.add(new Emission(b, AwsEvents.agreement("c2", "Purchase Agreement Created - Proposer", at(39),
                "RENEW", "ACTIVE", a), known(ContractStatus.ACTIVE, null, DEAR, 40, 80, null)));
        story.add(new Emission(b, AwsEvents.licence("l2", at(40), "pc", "arn:l-2"), null));
        story.add(new Emission(a, AwsEvents.agreement("e1", "Purchase Agreement Ended - Proposer", at(41), null,
                "RENEWED", null), known(ContractStatus.CANCELLED, Ending.RENEWED, DEAR, 0, 40, null)));
        story.add(new Emission(b, AwsEvents.agreement("e2", "Purchase Agreement Ended - Proposer", at(60), null,
                "CANCELLED", null), known(ContractStatus.CANCELLED, Ending.CANCELLED, DEAR, 40, 60, null)));
        story.add(new Emission(b, AwsEvents.agreement("d2", "License Deprovisioned - Manufacturer", at(61), null,
                null, null), null));
        return new Marketplace("aws", Life.Birth.AGREEMENT_AND_LICENCE, story);
    }

    /** The same agreement replaced by one of other terms, and no end. */
    static Marketplace awsReplaced() {
        var story = new ArrayList<Emission>();
        var a = "agmt-1";
        var b = "agmt-2";
        story.add(new Emission(a, AwsEvents.agreement("c1", "Purchase Agreement Created - Manufacturer", at(0),
                "NEW", "ACTIVE", null), known(ContractStatus.ACTIVE, null, CHEAP, 0, 40, null)));
        story.add(new Emission(a, AwsEvents.licence("l1", at(1), "pc", "arn:l-1"), null));
        story.add(new Emission(b, AwsEvents.agreement("c2", "Purchase Agreement Created - Manufacturer", at(20),
                "REPLACE", "ACTIVE", a), known(ContractStatus.ACTIVE, null, DEAR, 20, 80, null)));
        story.add(new Emission(b, AwsEvents.licence("l2", at(21), "pc", "arn:l-2"), null));
        story.add(new Emission(a, AwsEvents.agreement("e1", "Purchase Agreement Ended - Manufacturer", at(20),
                null, "REPLACED", null), known(ContractStatus.CANCELLED, Ending.REPLACED, CHEAP, 0, 20, null)));
        story.add(new Emission(a, AwsEvents.agreement("d1", "License Deprovisioned - Manufacturer", at(22), null,
                null, null), null));
        return new Marketplace("aws replaced", Life.Birth.AGREEMENT_AND_LICENCE, story);
    }

    /** A product on the older SNS topics, whose status no interface tells. */
    static Marketplace awsLegacy() {
        var story = new ArrayList<Emission>();
        story.add(new Emission("pc|ci", AwsEvents.subscription("s1", "subscribe-success", at(0), "offer-1"),
                known(null, null, CHEAP, 0, 40, null)));
        story.add(new Emission("pc|ci", AwsEvents.subscription("s2", "subscribe-success", at(10), "offer-2"),
                known(null, null, DEAR, 0, 40, null)));
        story.add(new Emission("pc|ci", AwsEvents.subscription("p", "unsubscribe-pending", at(20), null),
                null));
        story.add(new Emission("pc|ci", AwsEvents.subscription("u", "unsubscribe-success", at(21), null),
                null));
        return new Marketplace("aws legacy", Life.Birth.ANY_EVENT, story);
    }

    /** A subscription changes plan and seats, is suspended, reinstated, renewed and cancelled. */
    static Marketplace azure() {
        var story = new ArrayList<Emission>();
        var s = "subscription";
        story.add(new Emission(s, AzureEvents.action("subscribe", "Subscribe", at(0)),
                known(ContractStatus.ACTIVE, null, CHEAP, 0, 40, null)));
        story.add(new Emission(s, AzureEvents.action("plan", "ChangePlan", at(10)).between(CHEAP, DEAR),
                known(ContractStatus.ACTIVE, null, DEAR, 0, 40, null)));
        story.add(new Emission(s, AzureEvents.action("seats", "ChangeQuantity", at(11))
                .between(DEAR, DEAR_FOR_NINE), known(ContractStatus.ACTIVE, null, DEAR_FOR_NINE, 0, 40, null)));
        story.add(new Emission(s, AzureEvents.action("suspend", "Suspend", at(12)),
                known(ContractStatus.SUSPENDED, null, DEAR_FOR_NINE, 0, 40, null)));
        story.add(new Emission(s, AzureEvents.action("reinstate", "Reinstate", at(13)),
                known(ContractStatus.ACTIVE, null, DEAR_FOR_NINE, 0, 40, null)));
        story.add(new Emission(s, AzureEvents.action("renew", "Renew", at(40)),
                known(ContractStatus.ACTIVE, null, DEAR_FOR_NINE, 0, 80, null)));
        story.add(new Emission(s, AzureEvents.action("unsubscribe", "Unsubscribe", at(60)),
                known(ContractStatus.CANCELLED, null, DEAR_FOR_NINE, 0, 80, null)));
        return new Marketplace("azure", Life.Birth.ANY_EVENT, story);
    }

    /** The same subscription's events from a queue, whose sender nobody authenticated. */
    static Marketplace azureQueue() {
        var trusted = azure();
        return new Marketplace("azure queue", trusted.born(), trusted.story().stream()
                .map(each -> new Emission(each.contract(), each.event().untrusted(), each.truth())).toList());
    }

    /** An entitlement is asked for, begins, changes its plan, is renewed, and ends after a notice. */
    static Marketplace gcp() {
        var story = new ArrayList<Emission>();
        story.add(google("requested", "ENTITLEMENT_CREATION_REQUESTED", 0, ContractStatus.PENDING, CHEAP, 40));
        story.add(google("active", "ENTITLEMENT_ACTIVE", 1, ContractStatus.ACTIVE, CHEAP, 40));
        story.add(google("asked", "ENTITLEMENT_PLAN_CHANGE_REQUESTED", 9, ContractStatus.ACTIVE, CHEAP, 40));
        story.add(google("changed", "ENTITLEMENT_PLAN_CHANGED", 10, ContractStatus.ACTIVE, DEAR, 40));
        story.add(google("renewed", "ENTITLEMENT_RENEWED", 40, ContractStatus.ACTIVE, DEAR, 80));
        story.add(google("pending", "ENTITLEMENT_PENDING_CANCELLATION", 60, ContractStatus.ENDING, DEAR, 80));
        story.add(google("cancelled", "ENTITLEMENT_CANCELLED", 80, ContractStatus.CANCELLED, DEAR, 80));
        return new Marketplace("gcp", Life.Birth.ANY_EVENT, story);
    }

    static List<Marketplace> all() {
        return List.of(aws(), awsReplaced(), awsLegacy(), azure(), azureQueue(), gcp());
    }

    static Instant at(int day) {
        return Instant.parse("2026-03-01T10:00:00Z").plusSeconds(day * 86_400L);
    }

    static Truth.Known known(ContractStatus status, Ending ending, Terms terms, int start, int end,
            Instant changedAt) {
        return new Truth.Known(status, ending, terms, at(start), at(end), changedAt);
    }

    private static Emission google(String key, String type, int day, ContractStatus status, Terms terms,
            int end) {
        return new Emission("entitlement", GcpEvents.notification(key, type, at(day), at(day)),
                known(status, null, terms, 1, end, at(day)));
    }
}
