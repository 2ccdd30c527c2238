package io.meterbridge.marketplace.aws;

import io.meterbridge.marketplace.Reason;
import java.util.Map;
import java.util.Objects;

/**
 * How AWS is told whose usage it is. A listing meters either by licence (account and licence ARN,
 * never with a product code) or by customer (product code and customer). Sending both ways bills
 * twice, so the way is fixed at a contract's first record.
 */
public sealed interface AwsIdentity {

    /** The listing's {@code metering_identity} for products with concurrent agreements. */
    String BY_LICENSE = "license";

    /** The listing's {@code metering_identity} for products from before them. */
    String BY_CUSTOMER = "customer";

    String PRODUCT_CODE = "ProductCode";
    String CUSTOMER_IDENTIFIER = "CustomerIdentifier";
    String CUSTOMER_ACCOUNT = "CustomerAWSAccountId";
    String LICENSE_ARN = "LicenseArn";

    /**
     * Everything needed to meter is there.
     *
     * @param fields the call's own field names with their values, frozen into the record
     * @param key    the same buyer has the same key however AWS spelled the licence; with dimension
     *               and hour it is the slot
     * @param lane   records with the same text may share a call: one product, one way of naming
     *               buyers
     */
    record Known(Map<String, String> fields, String key, String lane) implements AwsIdentity {
        public Known {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * Metering has to wait for an identifier.
     *
     * @param field the cloud identifier that is absent or malformed, in the API's spelling
     */
    record Missing(String field, Reason reason) implements AwsIdentity {
    }

    /**
     * Works the identity out.
     *
     * @param meteringIdentity the listing's, {@link #BY_LICENSE} or {@link #BY_CUSTOMER}
     * @param productCode      the listing's cloud id
     * @param buyer            the buyer's cloud identifiers
     * @param contract         the contract's cloud identifiers
     * @throws IllegalArgumentException when the listing's identity is neither
     */
    static AwsIdentity of(
            String meteringIdentity,
            String productCode,
            Map<String, String> buyer,
            Map<String, String> contract) {
        Objects.requireNonNull(meteringIdentity, "meteringIdentity");
        var product = clean(productCode);
        if (product == null) {
            return new Missing("product_code", Reason.INVALID_PRODUCT_CODE);
        }
        return switch (meteringIdentity) {
            case BY_LICENSE -> byLicense(product, buyer, contract);
            case BY_CUSTOMER -> byCustomer(product, buyer);
            default -> throw new IllegalArgumentException(
                    "metering_identity is " + meteringIdentity + ", neither license nor customer");
        };
    }

    private static AwsIdentity byLicense(
            String product, Map<String, String> buyer, Map<String, String> contract) {
        var account = clean(buyer.get("customer_aws_account_id"));
        if (!isAccount(account)) {
            return new Missing("customer_aws_account_id", Reason.CUSTOMER_IDENTIFIER_MISSING);
        }
        var license = clean(contract.get("license_arn"));
        if (license == null) {
            return new Missing("license_arn", Reason.LICENSE_MISSING);
        }
        var arn = AwsLicense.arnOf(license);
        if (arn == null) {
            return new Missing("license_arn", Reason.INVALID_LICENSE);
        }
        return new Known(
                Map.of(CUSTOMER_ACCOUNT, account, LICENSE_ARN, arn),
                "license/" + account + "/" + AwsLicense.idOf(arn),
                "license/" + product);
    }

    private static AwsIdentity byCustomer(String product, Map<String, String> buyer) {
        var customer = clean(buyer.get("customer_identifier"));
        var account = clean(buyer.get("customer_aws_account_id"));
        if (customer == null && !isAccount(account)) {
            return new Missing(
                    account == null ? "customer_identifier" : "customer_aws_account_id",
                    Reason.CUSTOMER_IDENTIFIER_MISSING);
        }
        // AWS takes one of the two, never both
        var field = customer == null ? CUSTOMER_ACCOUNT : CUSTOMER_IDENTIFIER;
        var value = customer == null ? account : customer;
        return new Known(
                Map.of(PRODUCT_CODE, product, field, value),
                "customer/" + product + "/" + value,
                "customer/" + product);
    }

    private static boolean isAccount(String text) {
        return text != null && text.matches("[0-9]{1,255}");
    }

    /** Notifications have been seen with blanks around identifiers. */
    private static String clean(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
