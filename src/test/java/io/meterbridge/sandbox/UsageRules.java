package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of BatchMeterUsage. Whatever breaks one of them refuses the whole batch; only a buyer
 * without a running agreement is a matter of the single record.
 */
final class UsageRules {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration TAIL_AFTER_END = Duration.ofHours(1);
    private static final int MONTH_END_HOUR_UTC = 6;

    private final AwsAgreements agreements;
    private final String sellerAccountId;
    private final Instant now;
    private final boolean hourOfStartAccepted;

    UsageRules(AwsAgreements agreements, String sellerAccountId, Instant now,
            boolean hourOfStartAccepted) {
        this.agreements = agreements;
        this.sellerAccountId = sellerAccountId;
        this.now = now;
        this.hourOfStartAccepted = hourOfStartAccepted;
    }

    /**
     * A record that passed.
     *
     * @param identity what its slot is keyed by; null for a buyer who is not subscribed
     */
    record Checked(UsageBatch.Item item, String identity) {

        Instant hour() {
            return item.timestamp().truncatedTo(ChronoUnit.HOURS);
        }
    }

    /** Checks a batch; {@link AwsRefusal} when it is refused as a whole. */
    List<Checked> check(UsageBatch batch) {
        var checked = new ArrayList<Checked>();
        var products = new HashSet<String>();
        for (var item : batch.records()) {
            var byLicense = item.licenseArn() != null;
            if (byLicense && batch.productCode() != null) {
                throw AwsRefusal.of("InvalidProductCodeException",
                        "ProductCode and LicenseArn exclude each other.");
            }
            checkTime(item.timestamp());
            checkAllocations(item);
            var agreement = byLicense ? licensed(item) : legacy(batch.productCode(), item);
            if (agreement != null) {
                products.add(agreement.productCode());
            }
            if (products.size() > 1) {
                throw AwsRefusal.of("InvalidLicenseException",
                        "All licenses of a call must belong to one product.");
            }
            checked.add(new Checked(item, identity(agreement, item, byLicense)));
        }
        return checked;
    }

    private void checkTime(Instant timestamp) {
        var cutOff = timestamp.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1)
                .plusMonths(1).atTime(MONTH_END_HOUR_UTC, 0).toInstant(ZoneOffset.UTC);
        if (timestamp.isAfter(now)
                || !timestamp.isAfter(now.minus(WINDOW))
                || !now.isBefore(cutOff)) {
            throw AwsRefusal.of("TimestampOutOfBoundsException", "The timestamp " + timestamp
                    + " is out of bounds at " + now);
        }
    }

    private AwsAgreement licensed(UsageBatch.Item item) {
        if (item.customerIdentifier() != null || item.accountId() == null) {
            throw AwsRefusal.of("InvalidCustomerIdentifierException",
                    "A license goes with CustomerAWSAccountId.");
        }
        var agreement = agreements.ofBuyerAccount(item.accountId())
                .filter(one -> item.licenseArn().equals(one.licenseArn()))
                .filter(one -> one.mayBeMeteredBy(sellerAccountId))
                .findFirst()
                .orElseThrow(() -> AwsRefusal.of("InvalidLicenseException",
                        "The license is not valid for this customer."));
        checkDimension(agreement, item);
        var tooLate = agreement.end() != null && item.timestamp().isAfter(agreement.end());
        if (tooLate || beforeStart(agreement, item)) {
            throw AwsRefusal.of("InvalidLicenseException",
                    "The usage lies outside the license's activation period.");
        }
        return agreement;
    }

    /** The agreement, or null for a customer without one; such a record is refused alone. */
    private AwsAgreement legacy(String productCode, UsageBatch.Item item) {
        if (ofProduct(productCode).findAny().isEmpty()) {
            throw AwsRefusal.of("InvalidProductCodeException",
                    "The product code is not valid for this caller: " + productCode);
        }
        if ((item.accountId() == null) == (item.customerIdentifier() == null)) {
            throw AwsRefusal.of("InvalidCustomerIdentifierException",
                    "Either CustomerAWSAccountId or CustomerIdentifier.");
        }
        if (ofProduct(productCode).allMatch(one -> one.price(item.dimension()) == null)) {
            throw unknownDimension(item);
        }
        var agreement = ofCustomer(productCode, item);
        if (agreement != null) {
            checkDimension(agreement, item);
            if (beforeStart(agreement, item)) {
                throw AwsRefusal.of("TimestampOutOfBoundsException",
                        "The usage lies before the customer's subscription.");
            }
        }
        return agreement;
    }

    private Stream<AwsAgreement> ofProduct(String productCode) {
        return agreements.ofProduct(productCode).filter(this::meterableByProductCode);
    }

    /** The customer's agreement that covers the usage, else the newest, else null. */
    private AwsAgreement ofCustomer(String productCode, UsageBatch.Item item) {
        var named = item.accountId() != null
                ? agreements.ofBuyerAccount(item.accountId())
                : agreements.ofCustomer(item.customerIdentifier());
        var ofProduct = named.filter(one -> one.productCode().equals(productCode))
                .filter(this::meterableByProductCode).toList();
        return ofProduct.stream().filter(one -> covers(one, item)).findFirst()
                .orElse(ofProduct.isEmpty() ? null : ofProduct.get(0));
    }

    private boolean meterableByProductCode(AwsAgreement agreement) {
        return agreement.acceptsProductCode() && agreement.mayBeMeteredBy(sellerAccountId);
    }

    private boolean covers(AwsAgreement agreement, UsageBatch.Item item) {
        return !beforeStart(agreement, item)
                && (agreement.end() == null || !item.timestamp().isAfter(agreement.end()));
    }

    private boolean beforeStart(AwsAgreement agreement, UsageBatch.Item item) {
        var first = hourOfStartAccepted
                ? agreement.start().truncatedTo(ChronoUnit.HOURS) : agreement.start();
        return item.timestamp().isBefore(first);
    }

    private String identity(AwsAgreement agreement, UsageBatch.Item item, boolean byLicense) {
        if (agreement == null || agreement.isSuspended() || agreement.start().isAfter(now)) {
            return null;
        }
        var end = agreement.end();
        if (end != null && (item.timestamp().isAfter(end)
                || now.isAfter(end.plus(TAIL_AFTER_END)))) {
            return null;
        }
        return byLicense ? agreement.licenseIdentity() : agreement.productIdentity();
    }

    private static void checkDimension(AwsAgreement agreement, UsageBatch.Item item) {
        if (agreement.price(item.dimension()) == null) {
            throw unknownDimension(item);
        }
    }

    private static AwsRefusal unknownDimension(UsageBatch.Item item) {
        return AwsRefusal.of("InvalidUsageDimensionException",
                "The usage dimension is not part of the product: " + item.dimension());
    }

    private static void checkAllocations(UsageBatch.Item item) {
        var allocations = item.json().get("UsageAllocations");
        if (allocations == null || allocations.isNull()) {
            return;
        }
        var sum = 0L;
        var tagSets = new HashSet<JsonNode>();
        for (var allocation : allocations) {
            sum += UsageBatch.quantity(allocation.get("AllocatedUsageQuantity"));
            var tags = allocation.path("Tags");
            if (tags.size() > 5) {
                throw AwsRefusal.of("InvalidTagException", "At most 5 tags.");
            }
            if (!tagSets.add(tags)) {
                throw AwsRefusal.of("InvalidUsageAllocationsException",
                        "Each allocation needs its own set of tags.");
            }
        }
        if (sum != item.quantity()) {
            throw AwsRefusal.of("InvalidUsageAllocationsException",
                    "The allocations must sum up to the quantity.");
        }
    }
}
