package io.meterbridge.api.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What makes two buyers, or two contracts, of one cloud the same one, and what the cloud will want to be
 * told. A new cloud is one more entry in {@link #CLOUDS}.
 *
 * @param buyerNeeds    identifiers every buyer has
 * @param contractNeeds identifiers every contract has
 * @param contractKey   the one that names a contract for good
 * @param planField     the contract's identifier that names its plan, or null
 * @param productField  the identifier that repeats the listing's {@code cloud_id}, or null
 */
public record CloudIdentity(
        List<String> buyerNeeds,
        List<String> contractNeeds,
        String contractKey,
        String planField,
        String productField) {

    private static final String ACCOUNT = "customer_aws_account_id";
    private static final String CUSTOMER = "customer_identifier";
    private static final String BUYER = "/buyer/cloud_identifiers/";
    private static final String CONTRACT = "/cloud_identifiers/";

    private static final Map<String, CloudIdentity> CLOUDS = Map.of(
            "aws", new CloudIdentity(List.of("product_code"), List.of("agreement_id"), "agreement_id",
                    null, "product_code"),
            "azure", new CloudIdentity(List.of("tenant_id"), List.of("subscription_id", "offer_id",
                    "plan_id"), "subscription_id", "plan_id", "offer_id"),
            "gcp", new CloudIdentity(List.of("account_id"), List.of("entitlement_id", "usage_reporting_id",
                    "plan"), "entitlement_id", "plan", null));

    /** How this cloud tells buyers and contracts apart. */
    public static CloudIdentity of(String cloud) {
        return CLOUDS.get(cloud);
    }

    /** Says every identifier that is missing at once. */
    void check(Listing listing, JsonNode buyer, JsonNode contract) {
        var errors = new ArrayList<Notice>();
        missing(buyerNeeds, buyer, BUYER, errors);
        missing(contractNeeds, contract, CONTRACT, errors);
        if (listing.cloud().equals("aws")) {
            checkAws(listing, buyer, contract, errors);
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** AWS takes a licence with an account, or a product with a customer; never half of each. */
    private static void checkAws(Listing listing, JsonNode buyer, JsonNode contract, List<Notice> errors) {
        if (listing.metersByCustomer()) {
            if (Bodies.text(buyer, CUSTOMER) == null && Bodies.text(buyer, ACCOUNT) == null) {
                errors.add(new Notice(BUYER + CUSTOMER,
                        "a listing with metering_identity customer needs this or " + ACCOUNT));
            }
            return;
        }
        var why = "a listing with metering_identity license needs it";
        if (Bodies.text(buyer, ACCOUNT) == null) {
            errors.add(new Notice(BUYER + ACCOUNT, why));
        }
        if (Bodies.text(contract, "license_arn") == null) {
            errors.add(new Notice(CONTRACT + "license_arn", why));
        }
    }

    /** The key under which a buyer is stored; two buyers with one key are the same. */
    public String buyerKey(JsonNode buyer) {
        if (!buyerNeeds.contains("product_code")) {
            return Bodies.text(buyer, buyerNeeds.get(0));
        }
        var account = Bodies.text(buyer, ACCOUNT);
        return Bodies.text(buyer, "product_code") + "|"
                + (account == null ? CUSTOMER + "=" + Bodies.text(buyer, CUSTOMER) : account);
    }

    String contractKeyOf(JsonNode contract) {
        return Bodies.text(contract, contractKey);
    }

    /** The plan an identifier names, or null where the cloud's identifiers name none. */
    String planOf(JsonNode contract) {
        return planField == null ? null : Bodies.text(contract, planField);
    }

    private static void missing(List<String> needed, JsonNode given, String place, List<Notice> errors) {
        for (var name : needed) {
            if (Bodies.text(given, name) == null || Bodies.text(given, name).isBlank()) {
                errors.add(new Notice(place + name, "is missing"));
            }
        }
    }
}
