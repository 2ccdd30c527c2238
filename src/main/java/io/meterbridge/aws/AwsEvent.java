package io.meterbridge.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.inbox.Notification;
import io.meterbridge.lifecycle.AwsEvents;
import io.meterbridge.lifecycle.LifeEvent;
import io.meterbridge.lifecycle.Step;
import java.util.HashMap;
import java.util.Map;

/**
 * An event of AWS Marketplace about an agreement.
 *
 * @param identity    the agreement's id; null when an event that means something names none
 * @param product     the product code, which licence events alone carry, or null
 * @param license     the licence, likewise
 * @param identifiers every name of the contract or its buyer that the event brings
 */
record AwsEvent(LifeEvent life, String identity, String product, String license,
        Map<String, String> identifiers) {

    private static final String PRODUCT = "product_code";
    private static final String LICENSE = "license_arn";
    private static final String ACCOUNT = "customer_aws_account_id";

    static AwsEvent of(Notification notification, JsonNode event) {
        var detail = event.path("detail");
        var agreement = detail.path("agreement");
        var id = text(agreement, "id");
        var names = new HashMap<String, String>();
        put(names, "agreement_id", id);
        put(names, ACCOUNT, text(detail.path("acceptor"), "accountId"));
        var life = AwsEvents.agreement(notification.messageKey(), notification.type(), notification.occurredAt(),
                text(agreement, "intent"), text(agreement, "status"), text(agreement, "previousAgreementId"));
        if (life.step() == Step.NOTED) {
            return new AwsEvent(life, id == null ? notification.messageKey() : id, null, null, Map.of());
        }
        var product = text(detail.path("product"), "code");
        var license = license(text(detail.path("license"), "arn"));
        if (life.step() != Step.IDENTIFIED) {
            return new AwsEvent(life, id, product, license, Map.copyOf(names));
        }
        var brought = new HashMap<String, String>();
        put(brought, PRODUCT, product);
        put(brought, LICENSE, license);
        return new AwsEvent(product == null ? life : life.naming(brought), id, product, license, Map.copyOf(names));
    }

    /** Samples of AWS's own leave out how an ARN begins; usage is refused without it. */
    private static String license(String arn) {
        return arn == null || arn.startsWith("arn:") ? arn : "arn:" + arn;
    }

    private static void put(Map<String, String> names, String name, String value) {
        if (value != null) {
            names.put(name, value);
        }
    }

    private static String text(JsonNode json, String field) {
        var value = json.path(field);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue().strip() : null;
    }
}
