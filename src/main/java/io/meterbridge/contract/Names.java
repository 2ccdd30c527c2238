package io.meterbridge.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Which of the names that a marketplace brought belong to the product, to the buyer and to the contract.
 *
 * @param names all of them, as the API calls them
 */
record Names(String cloud, Map<String, String> names) {

    private static final Map<String, Split> CLOUDS = Map.of(
            "aws", new Split("product_code",
                    List.of("product_code", "customer_aws_account_id", "customer_identifier"),
                    List.of("agreement_id", "license_arn"), "customer_aws_account_id"),
            "azure", new Split("offer_id", List.of("tenant_id"),
                    List.of("subscription_id", "offer_id", "plan_id"), "buyer_name"),
            "gcp", new Split("product", List.of("account_id"),
                    List.of("entitlement_id", "usage_reporting_id", "plan"), "account_id"));

    private record Split(String product, List<String> buyer, List<String> contract, String name) {
    }

    /** The listing's {@code cloud_id}, or null. */
    String product() {
        return names.get(split().product());
    }

    ObjectNode buyer() {
        return only(split().buyer());
    }

    ObjectNode contract() {
        return only(split().contract());
    }

    /** What the buyer is called until somebody gives it a name: marketplaces rarely tell one. */
    String buyerName() {
        return names.getOrDefault(split().name(), split().buyer().stream().map(names::get)
                .filter(each -> each != null).reduce((first, last) -> last).orElse(cloud));
    }

    private Split split() {
        return CLOUDS.get(cloud);
    }

    private ObjectNode only(List<String> wanted) {
        var json = JsonNodeFactory.instance.objectNode();
        wanted.stream().filter(names::containsKey).forEach(name -> json.put(name, names.get(name)));
        return json;
    }
}
