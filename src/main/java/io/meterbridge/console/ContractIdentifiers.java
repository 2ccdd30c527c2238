package io.meterbridge.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What each marketplace calls a buyer and a contract. */
final class ContractIdentifiers {

    private static final Map<String, List<String>> BUYER = Map.of(
            "aws", List.of("product_code", "customer_identifier", "customer_aws_account_id"),
            "azure", List.of("tenant_id"),
            "gcp", List.of("account_id"));
    private static final Map<String, List<String>> CONTRACT = Map.of(
            "aws", List.of("agreement_id", "license_arn"),
            "azure", List.of("subscription_id", "offer_id", "plan_id"),
            "gcp", List.of("entitlement_id", "usage_reporting_id", "plan"));

    private ContractIdentifiers() {
    }

    static void fill(Map<String, String> form, String cloud, ObjectNode buyer, ObjectNode contract) {
        copy(form, BUYER.getOrDefault(String.valueOf(cloud), List.of()), buyer);
        copy(form, CONTRACT.getOrDefault(String.valueOf(cloud), List.of()), contract);
    }

    private static void copy(Map<String, String> form, List<String> names, ObjectNode to) {
        var filled = new Form(form);
        names.stream().filter(name -> filled.value(name) != null).forEach(name -> to.put(name, filled.value(name)));
    }
}
