package io.meterbridge.sandbox;

import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/** The agreements of the simulated AWS Marketplace, found as a usage record names them. */
final class AwsAgreements {

    private final Map<String, Deque<AwsAgreement>> byProduct = new ConcurrentHashMap<>();
    private final Map<String, Deque<AwsAgreement>> byBuyerAccount = new ConcurrentHashMap<>();
    private final Map<String, Deque<AwsAgreement>> byCustomer = new ConcurrentHashMap<>();

    AwsAgreement add(String productCode, String buyerAccountId) {
        var agreement = new AwsAgreement(productCode, buyerAccountId, this);
        put(byProduct, productCode, agreement);
        put(byBuyerAccount, buyerAccountId, agreement);
        return agreement;
    }

    void addCustomerIdentifier(String identifier, AwsAgreement agreement) {
        put(byCustomer, identifier, agreement);
    }

    Stream<AwsAgreement> ofProduct(String productCode) {
        return find(byProduct, productCode);
    }

    Stream<AwsAgreement> ofBuyerAccount(String accountId) {
        return find(byBuyerAccount, accountId);
    }

    Stream<AwsAgreement> ofCustomer(String identifier) {
        return find(byCustomer, identifier);
    }

    private static void put(
            Map<String, Deque<AwsAgreement>> index, String key, AwsAgreement agreement) {
        index.computeIfAbsent(key, any -> new ConcurrentLinkedDeque<>()).addFirst(agreement);
    }

    /** Newest first. */
    private static Stream<AwsAgreement> find(Map<String, Deque<AwsAgreement>> index, String key) {
        var found = key == null ? null : index.get(key);
        return found == null ? Stream.empty() : found.stream();
    }
}
